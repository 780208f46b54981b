import { statSync } from 'node:fs'
import type { ColumnProfile, FieldStatistics, TableProfile } from '../../../contract/profile.ts'
import type { Finding } from '../../../contract/reading.ts'
import type { Command, CommandContext } from '../command.ts'
import { readingOptionHelp, readingOptionTable, readReadingOptions } from '../reading-options.ts'
import { textTable, visible } from '../table.ts'
import { asTask } from '../task.ts'

export const profile: Command = {
  name: 'profile',
  summary: 'count and measure every column of a file or of a dataset, all of it',
  usage: 'FILE|DATASET',
  options: readingOptionTable,
  optionHelp: readingOptionHelp,
  positionals: { min: 1, max: 1 },
  run: async (context) => {
    const wanted = context.positionals[0] as string
    // What looks like a path is one, so that a missing file is named as such.
    const isFile = statSync(wanted, { throwIfNoEntry: false })?.isDirectory() === false || /[\\/.]/.test(wanted)
    return isFile ? profileFile(context, wanted) : profileDataset(context, wanted)
  },
}

async function profileFile(context: CommandContext, path: string): Promise<undefined> {
  const reading = readReadingOptions(context)
  const result = await asTask(context, context.files(), (task) =>
    context.files().call('files.profile', { path, reading, task }),
  )
  if (context.output.json) await context.output.document(result)
  else await printProfile(context, result.file.path, result.profile, result.findings)
  return undefined
}

async function profileDataset(context: CommandContext, dataset: string): Promise<undefined> {
  const engine = await context.engine()
  const result = await asTask(context, engine, (task) => engine.call('datasets.profile', { dataset, task }))
  if (context.output.json) await context.output.document(result)
  else await printProfile(context, result.dataset, result.profile, [])
  return undefined
}

async function printProfile(
  { output }: CommandContext,
  name: string,
  { rows, blankRows, columns }: TableProfile,
  findings: readonly Finding[],
): Promise<void> {
  await output.write(`${name}: ${count(rows)} rows, ${count(blankRows)} blank, ${count(columns.length)} columns\n\n`)
  for (const finding of findings) await output.write(`${finding.severity}: ${finding.message}\n`)
  await output.write(
    textTable(
      ['column', 'probably', 'filled', 'empty', 'distinct', 'least', 'greatest', 'mean', 'most frequent'],
      columns.map(summaryRow),
    ),
  )
  for (const { name: column, suggestion } of columns)
    for (const loss of suggestion.losses) await output.write(`${visible(column)}: ${visibleLine(loss.message)}\n`)
}

function count(value: number): string {
  return value.toLocaleString('en-US')
}

function visibleLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '·')
}

function summaryRow({ name, statistics, suggestion }: ColumnProfile): (string | number | null)[] {
  const isNumber = ['integer', 'decimal', 'number'].includes(suggestion.type)
  const [least, greatest] = rangeOf(statistics, isNumber, suggestion.type === 'date')
  const top = statistics.topValues.items[0]
  return [
    name,
    suggestion.type,
    statistics.filled,
    statistics.empty,
    `${statistics.distinct.exact ? '' : '~'}${count(statistics.distinct.count)}`,
    least,
    greatest,
    isNumber ? (statistics.numbers?.mean ?? null) : null,
    top === undefined ? '' : `${top.value} (${count(top.count)})`,
  ]
}

/** The least and the greatest value as what the column most probably is. */
function rangeOf(
  { numbers, dates, text }: FieldStatistics,
  isNumber: boolean,
  isDate: boolean,
): [string | number | null, string | number | null] {
  const range = (isNumber ? numbers : isDate ? dates : null) ?? text
  return range === null ? [null, null] : [range.min, range.max]
}
