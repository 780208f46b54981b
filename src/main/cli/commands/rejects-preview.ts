import type { MergePreview } from '../../../contract/rejects.ts'
import type { Command } from '../command.ts'
import { readingOptionHelp, readingOptionTable, readReadingOptions } from '../reading-options.ts'
import { textTable } from '../table.ts'
import { asTask } from '../task.ts'

export const rejectsPreview: Command = {
  name: 'rejects preview',
  summary: 'say what merging a corrected rejects file would take, and what it would not',
  usage: 'FILE',
  options: readingOptionTable,
  optionHelp: readingOptionHelp,
  positionals: { min: 1, max: 1 },
  run: async (context) => {
    const engine = await context.engine()
    const preview = await asTask(context, engine, (task) =>
      engine.call('rejects.preview', {
        file: context.positionals[0] as string,
        reading: readReadingOptions(context),
        task,
      }),
    )
    if (context.output.json) await context.output.document(preview)
    else await context.output.write(inWords(preview))
    return undefined
  },
}

/** Undone cells that are shown; `--json` has them all. */
const mostShown = 20

function inWords({ importId, rows, undone, undoneCells, problems }: MergePreview): string {
  const count = (value: number): string => value.toLocaleString('en-US')
  let words = `Import ${importId}: ${count(rows.edited)} rows with corrections, ${count(rows.unchanged)} as they were.\n`
  if (undoneCells > 0) {
    const shown = undone.slice(0, mostShown).map(({ rowNumber, column, theirs, kept, damage }) => {
      return [rowNumber, column, theirs, kept, damage]
    })
    words += `${count(undoneCells)} cells that a spreadsheet changed by itself stay as they were:\n`
    words += textTable(['row', 'column', 'in the file', 'kept', 'what it is'], shown)
    if (undoneCells > shown.length) words += `and ${count(undoneCells - shown.length)} more; --json lists them.\n`
  }
  return words + problems.map(({ message }) => `${message}\n`).join('')
}
