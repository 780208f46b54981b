import type { ReadingOptions } from '../../contract/reading.ts'
import { AppError } from '../engine/engine.ts'
import type { Command, CommandContext } from './command.ts'

/** The reading options that `inspect`, `cat` and `import` share. */
export const readingOptionTable: Command['options'] = {
  encoding: { type: 'string' },
  delimiter: { type: 'string' },
  quote: { type: 'string' },
  escape: { type: 'string' },
  newline: { type: 'string' },
  comment: { type: 'string' },
  'header-row': { type: 'string' },
  'skip-rows': { type: 'string' },
  'footer-rows': { type: 'string' },
  'trim-after-delimiter': { type: 'boolean' },
  sheet: { type: 'string' },
  'as-shown': { type: 'boolean' },
  'fill-merged': { type: 'boolean' },
  'null-values': { type: 'string' },
}

export const readingOptionHelp: Command['optionHelp'] = [
  ['--encoding NAME', 'encoding of the text, such as windows-1252, latin1, shift_jis'],
  ['--delimiter TEXT', 'what separates cells: a text, or comma, semicolon, tab, pipe, spaces (any number of them)'],
  ['--quote CHAR', 'what encloses cells; `none` for nothing'],
  ['--escape CHAR', 'what makes a quote inside a cell text; the quote itself unless said'],
  ['--newline lf|crlf|cr|any', 'what ends a record; lf and crlf read alike, any takes a CR alone as well'],
  ['--comment TEXT', 'what a line begins with that is no row; `none` for nothing'],
  ['--header-row N|N-M|none', 'row number of the header, as a spreadsheet counts; first and last of a stacked one'],
  ['--skip-rows N', 'rows to pass over at the beginning'],
  ['--footer-rows N', 'rows to pass over at the end'],
  ['--trim-after-delimiter', 'spaces behind a delimiter belong to it'],
  ['--sheet NAME|N', 'the sheet of a workbook, by name or number from 1; the first that is not hidden unless said'],
  ['--as-shown', 'the text that Excel shows for a cell instead of its value'],
  ['--fill-merged', 'every cell of a merged range has its value, not the first alone'],
  ["--null-values 'NA,n/a'", 'words that stand for nothing'],
]

const delimiterNames: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  pipe: '|',
  colon: ':',
  space: ' ',
  spaces: ' ',
}

/** @throws AppError `usage` for a value that is none */
export function readReadingOptions({ text, flag }: Pick<CommandContext, 'text' | 'flag'>): ReadingOptions {
  const options: ReadingOptions = {}
  const encoding = text('encoding')
  if (encoding !== undefined) options.encoding = encoding
  const delimiter = text('delimiter')
  if (delimiter !== undefined) {
    if (delimiter === '' || delimiter.length > 10) throw wrong('--delimiter', delimiter, 'one to ten characters')
    options.delimiter = delimiterNames[delimiter] ?? delimiter
    if (delimiter === 'spaces') options.spacing = 'runs'
  }
  if (flag('trim-after-delimiter')) options.spacing = 'trim-after'
  const quote = text('quote')
  if (quote !== undefined) {
    if (quote !== 'none' && quote.length !== 1) throw wrong('--quote', quote, 'one character, or none')
    options.quote = quote === 'none' ? '' : quote
  }
  const escape = text('escape')
  if (escape !== undefined) {
    if (escape.length !== 1) throw wrong('--escape', escape, 'one character')
    options.escape = escape
  }
  const newline = text('newline')
  if (newline !== undefined) {
    if (newline !== 'lf' && newline !== 'crlf' && newline !== 'cr' && newline !== 'any')
      throw wrong('--newline', newline, 'lf, crlf, cr or any')
    options.newline = newline
  }
  const comment = text('comment')
  if (comment !== undefined) {
    if (comment.length > 10) throw wrong('--comment', comment, 'at most ten characters, or none')
    options.comment = comment === 'none' ? '' : comment
  }
  const headerRow = text('header-row')
  if (headerRow !== undefined) options.headerRow = headerRows(headerRow)
  const skipRows = text('skip-rows')
  if (skipRows !== undefined) options.skipRows = wholeNumber('--skip-rows', skipRows, 0)
  const footerRows = text('footer-rows')
  if (footerRows !== undefined) options.footerRows = wholeNumber('--footer-rows', footerRows, 0, 1000)
  const sheet = text('sheet')
  if (sheet !== undefined) {
    if (sheet === '') throw wrong('--sheet', sheet, 'the name of a sheet, or its number')
    options.sheet = sheet
  }
  if (flag('as-shown')) options.asShown = true
  if (flag('fill-merged')) options.fillMerged = true
  const nullValues = text('null-values')
  if (nullValues !== undefined) options.nullValues = nullValues.split(',').map((word) => word.trim())
  return options
}

function headerRows(value: string): ReadingOptions['headerRow'] {
  if (value === 'none') return 'none'
  const [first = '', last, ...more] = value.split('-')
  if (last === undefined) return wholeNumber('--header-row', first, 1)
  const from = wholeNumber('--header-row', first, 1)
  if (more.length > 0) throw wrong('--header-row', value, 'a row number, two of them as in 2-3, or none')
  return [from, wholeNumber('--header-row', last, from)]
}

/** A whole number of an option. @throws AppError `usage` */
export function wholeNumber(option: string, value: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const number = Number(value)
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(number) || number < least || number > most) {
    const upTo = most === Number.MAX_SAFE_INTEGER ? '' : ` and at most ${most}`
    throw wrong(option, value, `a whole number of at least ${least}${upTo}`)
  }
  return number
}

function wrong(option: string, value: string, wanted: string): AppError {
  return new AppError('usage', `${option} cannot be "${value}".`, { hint: `It takes ${wanted}.` })
}
