import type { Inspection, RecordCursor } from '../../../contract/reading.ts'
import { AppError, csvParts, csvRecord } from '../../engine/engine.ts'
import type { Command, CommandContext } from '../command.ts'

import { readingOptionHelp, readingOptionTable, readReadingOptions, wholeNumber } from '../reading-options.ts'
import { textTable, visible } from '../table.ts'
import { asTask } from '../task.ts'

const one = { min: 1, max: 1 }

export const inspect: Command = {
  name: 'inspect',
  summary: 'say what a file is and how it would be read, and why',
  usage: 'FILE [--full]',
  options: { ...readingOptionTable, full: { type: 'boolean' } },
  optionHelp: [['--full', 'read all of it instead of its beginning'], ...readingOptionHelp],
  positionals: one,
  run: async (context) => {
    const path = context.positionals[0] as string
    const reading = readReadingOptions(context)
    const inspection = context.flag('full')
      ? await asTask(context, context.files(), (task) =>
          context.files().call('files.inspect', { path, reading, full: true, task }),
        )
      : await context.files().call('files.inspect', { path, reading })
    if (context.output.json) await context.output.document(inspection)
    else await context.output.write(describe(inspection))
    return undefined
  },
}

function describe({ file, encoding, dialect, header, sheets, sheet, findings, columns, ...seen }: Inspection): string {
  const sure = (choice: { confidence: number; reason: string }): string =>
    `(${Math.round(choice.confidence * 100)} %: ${choice.reason})`
  const lines = [`${file.path}: ${file.format}, ${file.bytes.toLocaleString('en-US')} bytes`]
  if (encoding)
    lines.push(`encoding   ${encoding.name}${encoding.bom ? ' with byte order mark' : ''} ${sure(encoding)}`)
  if (dialect) lines.push(`delimiter  ${describeDialect(dialect)} ${sure(dialect)}`)
  for (const { name, hidden, rows } of sheets) {
    const facts = [
      rows === null ? [] : `${rows.toLocaleString('en-US')} rows`,
      hidden ? 'hidden' : [],
      name === sheet ? 'read' : [],
    ]
    lines.push(`sheet      ${visible(name)}${facts.flat().length === 0 ? '' : ` (${facts.flat().join(', ')})`}`)
  }
  lines.push(`header     ${header.rows.length === 0 ? 'none' : `row ${header.rows.join(', ')}`} ${sure(header)}`)
  for (const finding of findings)
    lines.push(`${finding.severity === 'warning' ? 'warning    ' : 'note       '}${finding.message}`)
  lines.push('')
  const types = textTable(
    ['column', 'probably', 'sure', 'examples', 'why'],
    columns.map((column) => [
      column.name,
      column.type,
      `${Math.round(column.confidence * 100)} %`,
      column.examples.slice(0, 2).join(' | '),
      column.reason,
    ]),
  )
  const rows = textTable(
    columns.map((column) => column.name),
    seen.sample.slice(0, 5),
  )
  return `${lines.join('\n')}\n${types}\n${rows}\nSeen: ${seen.sampled.rows.toLocaleString('en-US')} rows, ${seen.sampled.bytes.toLocaleString('en-US')} bytes.\n`
}

function describeDialect({
  delimiter,
  spacing,
  quote,
  escape,
  newline,
  comment,
}: NonNullable<Inspection['dialect']>): string {
  const spaced = { exact: '', 'trim-after': ' and spaces behind it', runs: ', any number of them' }[spacing ?? 'exact']
  const facts = [
    `${JSON.stringify(delimiter)}${spaced}`,
    `quote ${quote || 'none'}`,
    escape === quote ? [] : `escape ${escape}`,
    `line ends ${newline}`,
    comment === undefined ? [] : `comments after ${comment}`,
  ]
  return facts.flat().join(', ')
}

export const cat: Command = {
  name: 'cat',
  summary: 'print a table as it reads, every value its exact text',
  usage: 'FILE [--format csv|ndjson] [--limit N]',
  options: { ...readingOptionTable, format: { type: 'string' }, limit: { type: 'string' } },
  optionHelp: [['--format csv|ndjson', 'csv unless said'], ['--limit N', 'at most so many rows'], ...readingOptionHelp],
  positionals: one,
  run: async (context) => {
    const format = context.text('format') ?? 'csv'
    if (format !== 'csv' && format !== 'ndjson')
      throw new AppError('usage', `--format cannot be "${format}".`, { hint: 'It takes csv or ndjson.' })
    const limitText = context.text('limit')
    await printRecords(
      context,
      format,
      limitText === undefined ? Number.POSITIVE_INFINITY : wholeNumber('--limit', limitText, 0),
    )
    return undefined
  },
}

const recordsPerPage = 10_000
const flushAt = 1024 * 1024

async function printRecords(context: CommandContext, format: 'csv' | 'ndjson', limit: number): Promise<void> {
  const path = context.positionals[0] as string
  const reading = readReadingOptions(context)
  let cursor: RecordCursor | undefined
  let left = limit
  let first = true
  do {
    const page = await context.files().call('files.records', { path, reading, cursor, limit: recordsPerPage })
    for (const fault of page.faults)
      context.output.note(`row ${fault.rowNumber}, line ${fault.lineNumber}: ${fault.message}`)
    let text = ''
    if (first && format === 'csv' && page.originalHeader) text += csvRecord(page.originalHeader)
    first = false
    for (const record of page.records.slice(0, left)) {
      for (const part of format === 'csv' ? csvParts(record) : [`${JSON.stringify(named(record, page.header))}\n`]) {
        text += part
        if (text.length < flushAt) continue
        await context.output.write(text)
        text = ''
      }
    }
    left -= page.records.length
    if (text !== '') await context.output.write(text)
    cursor = page.next ?? undefined
  } while (cursor && left > 0)
}

function named(record: readonly string[], header: readonly string[] | null): Record<string, string> {
  return Object.fromEntries(record.map((cell, column) => [header?.[column] ?? `column_${column + 1}`, cell]))
}
