import type { ReadingOptions } from '../../../contract/reading.ts'
import type { Dialect } from '../parse/dialect.ts'
import { isBlank, parseText } from '../parse/parse-text.ts'
import { scoreDialect } from './score-dialect.ts'

/** [D9] how cells are quoted, escaped and spaced, once the delimiter is known; what is given is taken. */
export function sniffQuoting(
  head: string,
  elsewhere: readonly string[],
  dialect: Dialect,
  options: ReadingOptions,
): Dialect {
  let found = dialect
  if (options.quote === undefined) found = sniffQuote(head, found)
  if (options.spacing === undefined && found.spacing === 'exact' && spacesFollow(head, found)) {
    found = { ...found, spacing: 'trim-after' }
  }
  if (options.escape === undefined && found.quote !== '' && head.includes(`\\${found.quote}`)) {
    const escaped = { ...found, escape: '\\' }
    const one = scoreDialect(head, elsewhere, found)
    const other = scoreDialect(head, elsewhere, escaped)
    const better = other.faults < one.faults || (other.faults === one.faults && other.score > one.score)
    if (better) found = escaped
  }
  return found
}

/** Cells in a quote from their first character to their last. */
function countQuoted(head: string, { delimiter, spacing }: Dialect, quote: string): number {
  const cut = escapeRegExp(delimiter)
  const blanks = spacing === 'exact' ? '' : '[ \\t]*'
  const cell = new RegExp(
    `(?:^|${cut})${blanks}${quote}(?:[^${quote}\\n\\r]|${quote}${quote})*${quote}(?=${cut}|\\r|$)`,
    'gm',
  )
  return head.match(cell)?.length ?? 0
}

/**
 * Double quotes, unless no cell stands in any: then single quotes where cells stand in those, and each single quote that begins a
 * cell has its partner; or none where double quotes begin cells and do not fit.
 */
function sniffQuote(head: string, dialect: Dialect): Dialect {
  const trimmed = { ...dialect, spacing: dialect.spacing === 'exact' ? 'trim-after' : dialect.spacing } as const
  if (countQuoted(head, trimmed, '"') > 0) return dialect
  const single = countQuoted(head, trimmed, "'")
  const opened = head.match(new RegExp(`(?:^|${escapeRegExp(dialect.delimiter)})[ \\t]*'`, 'gm'))?.length ?? 0
  if (single >= 2 && single === opened) return { ...dialect, quote: "'", escape: "'" }
  const doubles = head.match(new RegExp(`(?:^|${escapeRegExp(dialect.delimiter)})"`, 'gm'))?.length ?? 0
  if (doubles < 2) return dialect
  const none = { ...dialect, quote: '', escape: '' }
  const quoted = scoreDialect(head, [], dialect)
  const bare = scoreDialect(head, [], none)
  return quoted.faults > 0 && bare.share >= Math.max(quoted.share, 0.95) ? none : dialect
}

const leastDelimiters = 4

/** Whether every delimiter is followed by a blank, or quotes that would open cells stand behind blanks. */
function spacesFollow(head: string, dialect: Dialect): boolean {
  const { delimiter, quote } = dialect
  if (delimiter.trim() === '') return false
  const cut = escapeRegExp(delimiter)
  if (quote !== '') {
    const cell = new RegExp(
      `${cut}[ \\t]+${quote}(?:[^${quote}\\n\\r]|${quote}${quote})*${quote}(?=${cut}|\\r|$)`,
      'gm',
    )
    const direct = new RegExp(`${cut}${quote}`, 'g')
    if (cell.test(head) && !direct.test(head)) return true
  }
  // Delimiters within quotes are none, and what follows them says nothing.
  const parsed = parseText(head, dialect)
  let delimiters = 0
  for (const [index, record] of parsed.records.entries()) {
    if (isBlank(record) || parsed.skipped.has(index)) continue
    for (let position = 1; position < record.length; position++) {
      const cell = record[position] as string
      if (!/^[ \t]+\S/.test(cell)) return false
      delimiters++
    }
  }
  return delimiters >= leastDelimiters
}

const commentMarks = ['##', '#', '//', '%', ';']

/**
 * [D10] what comment lines begin with: a mark with which the first line begins that is not blank, where the lines behind it are
 * a table of at least two cells a record, and no line with the mark is as wide as that table.
 */
export function sniffComment(head: string, dialect: Dialect): string {
  const lines = head.split(/\r\n|\n|\r/).filter((line) => line !== '')
  for (const mark of commentMarks) {
    if (!lines[0]?.startsWith(mark)) continue
    const marked = lines.filter((line) => line.startsWith(mark))
    const rest = lines.filter((line) => !line.startsWith(mark)).slice(0, 200)
    if (rest.length === 0) continue
    const table = [',', ';', '\t', '|']
      .map((delimiter) => scoreDialect(`${rest.join('\n')}\n`, [], { ...dialect, delimiter, newline: 'lf' }))
      .reduce((best, score) => (score.score > best.score ? score : best))
    if (table.width < 2 || table.share < 0.8) continue
    const widths = marked.map((line) => line.split(table.dialect.delimiter).length)
    if (
      widths.every((width) => width !== table.width) ||
      (marked.length > 2 && mark !== ';' && isAside(widths, table.width))
    ) {
      return mark
    }
  }
  return ''
}

/** Of many comments a few may have as many delimiters by chance, but not the last one: that may be a header. */
function isAside(widths: readonly number[], width: number): boolean {
  return widths.at(-1) !== width && widths.filter((found) => found === width).length * 4 < widths.length
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
