import type { ColumnProfile, FieldStatistics } from '../../../contract/profile.ts'
import type { Command } from '../command.ts'
import { readingOptionHelp, readingOptionTable, readReadingOptions } from '../reading-options.ts'
import { textTable, visible } from '../table.ts'
import { asTask } from '../task.ts'

export const profile: Command = {
  name: 'profile',
  summary: 'count and measure every column of a file, all of it',
  usage: 'FILE',
  options: readingOptionTable,
  optionHelp: readingOptionHelp,
  positionals: { min: 1, max: 1 },
  run: async (context) => {
    const path = context.positionals[0] as string
    const reading = readReadingOptions(context)
    const result = await asTask(context, context.files(), (task) =>
      context.files().call('files.profile', { path, reading, task }),
    )
    if (context.output.json) {
      await context.output.document(result)
      return undefined
    }
    const { rows, blankRows, columns } = result.profile
    await context.output.write(
      `${result.file.path}: ${count(rows)} rows, ${count(blankRows)} blank, ${count(columns.length)} columns\n\n`,
    )
    for (const finding of result.findings) await context.output.write(`${finding.severity}: ${finding.message}\n`)
    await context.output.write(
      textTable(
        ['column', 'probably', 'filled', 'empty', 'distinct', 'least', 'greatest', 'mean', 'most frequent'],
        columns.map(summaryRow),
      ),
    )
    for (const { name, suggestion } of columns)
      for (const loss of suggestion.losses)
        await context.output.write(`${visible(name)}: ${visibleLine(loss.message)}\n`)
    return undefined
  },
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
