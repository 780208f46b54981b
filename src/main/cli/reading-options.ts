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
  'header-row': { type: 'string' },
  'skip-rows': { type: 'string' },
  'null-values': { type: 'string' },
}

export const readingOptionHelp: Command['optionHelp'] = [
  ['--encoding NAME', 'encoding of the text, such as windows-1252, latin1, shift_jis'],
  ['--delimiter TEXT', 'what separates cells: a character, or comma, semicolon, tab, pipe'],
  ['--quote CHAR', 'what encloses cells; `none` for nothing'],
  ['--escape CHAR', 'what makes a quote inside a cell text; the quote itself unless said'],
  ['--newline lf|crlf|cr', 'what ends a record'],
  ['--header-row N|none', 'row number of the header, as a spreadsheet counts'],
  ['--skip-rows N', 'rows to pass over at the beginning'],
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
}

/** @throws AppError `usage` for a value that is none */
export function readReadingOptions({ text }: Pick<CommandContext, 'text'>): ReadingOptions {
  const options: ReadingOptions = {}
  const encoding = text('encoding')
  if (encoding !== undefined) options.encoding = encoding
  const delimiter = text('delimiter')
  if (delimiter !== undefined) {
    if (delimiter === '' || delimiter.length > 10) throw wrong('--delimiter', delimiter, 'one to ten characters')
    options.delimiter = delimiterNames[delimiter] ?? delimiter
  }
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
    if (newline !== 'lf' && newline !== 'crlf' && newline !== 'cr') throw wrong('--newline', newline, 'lf, crlf or cr')
    options.newline = newline
  }
  const headerRow = text('header-row')
  if (headerRow !== undefined)
    options.headerRow = headerRow === 'none' ? 'none' : wholeNumber('--header-row', headerRow, 1)
  const skipRows = text('skip-rows')
  if (skipRows !== undefined) options.skipRows = wholeNumber('--skip-rows', skipRows, 0)
  const nullValues = text('null-values')
  if (nullValues !== undefined) options.nullValues = nullValues.split(',').map((word) => word.trim())
  return options
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
