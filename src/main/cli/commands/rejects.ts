import { extname } from 'node:path'
import { AppError } from '../../engine/engine.ts'
import type { Command } from '../command.ts'
import { wholeNumber } from '../reading-options.ts'
import { asTask } from '../task.ts'

export const rejects: Command = {
  name: 'rejects',
  summary: 'write the rejected rows of an import to a file, to be corrected and merged back',
  usage: 'ID -o FILE.csv|.xlsx [--overwrite] [--no-guard]',
  options: {
    output: { type: 'string', short: 'o' },
    overwrite: { type: 'boolean' },
    'no-guard': { type: 'boolean' },
  },
  optionHelp: [
    ['-o, --output FILE', 'the file; its ending says the format'],
    ['--overwrite', 'replace a file that is there'],
    ['--no-guard', 'leave texts in CSV as they are that a spreadsheet would run'],
  ],
  positionals: { min: 1, max: 1 },
  run: async (context) => {
    const { positionals, text, flag, output } = context
    const importId = wholeNumber('ID', positionals[0] as string, 1)
    const file = text('output')
    if (file === undefined) {
      throw new AppError('usage', 'rejects needs -o FILE.', { hint: 'Name the file to write, such as rejects.xlsx.' })
    }
    const ending = extname(file).toLowerCase()
    if (ending !== '.csv' && ending !== '.xlsx') {
      throw new AppError('usage', `The format of "${file}" is not known.`, { hint: 'End the name in .csv or .xlsx.' })
    }
    const format = ending === '.csv' ? 'csv' : 'xlsx'
    const engine = await context.engine()
    const written = await asTask(context, engine, (task) =>
      engine.call('rejects.export', {
        importId,
        file,
        format,
        overwrite: flag('overwrite'),
        guard: !flag('no-guard'),
        task,
      }),
    )
    if (output.json) {
      await output.document(written)
      return undefined
    }
    await output.write(`${counted(written.rows, 'rejected row')}: ${written.file}\n`)
    if (written.guardedCells > 0) {
      await output.write(
        `${counted(written.guardedCells, 'cell')} got an apostrophe, so that no spreadsheet runs them; merging takes it away.\n`,
      )
    }
    if (written.cutCells > 0) {
      await output.write(`${counted(written.cutCells, 'cell')} were too long for Excel and were cut, each saying so.\n`)
    }
    if (written.notesLeftOut > 0) {
      await output.write(
        `${counted(written.notesLeftOut, 'reason')} stand in the column of reasons only, not as notes.\n`,
      )
    }
    return undefined
  },
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`
}
