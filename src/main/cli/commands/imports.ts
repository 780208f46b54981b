import type { ImportRecord } from '../../../contract/imports.ts'
import type { Command, CommandContext } from '../command.ts'
import { describeImport } from '../import-words.ts'
import { wholeNumber } from '../reading-options.ts'
import { textTable } from '../table.ts'

const one = { min: 1, max: 1 }

function idOf({ positionals }: CommandContext): number {
  return wholeNumber('ID', positionals[0] as string, 1)
}

async function printOne({ output }: CommandContext, record: ImportRecord): Promise<undefined> {
  if (output.json) await output.document({ imports: [record] })
  else await output.write(describeImport(record) + (record.error ? `  ${record.error.message}\n` : ''))
  return undefined
}

export const importsList: Command = {
  name: 'imports list',
  summary: 'list all imports, newest first',
  usage: '',
  options: {},
  optionHelp: [],
  positionals: { min: 0, max: 0 },
  run: async ({ engine, output }) => {
    const imports = await (await engine()).call('imports.list', {})
    if (output.json) {
      await output.document({ imports })
      return undefined
    }
    const rows = imports.map((record) => [
      record.importId,
      record.state,
      record.dataset,
      record.rows.accepted,
      record.rows.rejected,
      record.startedAt,
      record.file.path,
    ])
    await output.write(textTable(['id', 'state', 'dataset', 'accepted', 'rejected', 'started', 'file'], rows))
    return undefined
  },
}

export const importsShow: Command = {
  name: 'imports show',
  summary: 'show one import',
  usage: 'ID',
  options: {},
  optionHelp: [],
  positionals: one,
  run: async (context) => {
    const importId = idOf(context)
    return printOne(context, await (await context.engine()).call('imports.show', { importId }))
  },
}

export const importsDrop: Command = {
  name: 'imports drop',
  summary: 'throw away what an interrupted import had stored',
  usage: 'ID',
  options: {},
  optionHelp: [],
  positionals: one,
  run: async (context) => {
    const importId = idOf(context)
    return printOne(context, await (await context.engine()).call('imports.drop', { importId }))
  },
}
