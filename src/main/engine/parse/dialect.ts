import type { Spacing } from '../../../contract/reading.ts'
import { AppError } from '../lib/app-error.ts'
import type { SplitDialect } from '../source/scan-bytes.ts'
import { decoderOf } from './decode.ts'

/** How the text of a table is written, once decided. */
export interface Dialect {
  readonly delimiter: string
  /** Empty for a file without quoting. */
  readonly quote: string
  readonly escape: string
  /** `lf` and `crlf` read alike: a record ends at LF, with the CR before it. With `any` it also ends at a CR alone. */
  readonly newline: 'lf' | 'crlf' | 'cr' | 'any'
  readonly spacing: Spacing
  /** What a line begins with that is no record; empty where there are none. */
  readonly comment: string
}

/** How the sheets of a workbook are written when they become text. */
export const sheetDialect: Dialect = {
  delimiter: ',',
  quote: '"',
  escape: '"',
  newline: 'lf',
  spacing: 'exact',
  comment: '',
}

/**
 * The same dialect as the splitter needs it: in the bytes of the file.
 * @throws AppError `usage` where the encoding cannot tell a delimiter, quote, escape or comment mark from a part of another character ([E6])
 */
export function splitDialect(dialect: Dialect, encoding: string): SplitDialect {
  const { delimit } = decoderOf(encoding)
  const bytesOf = (what: string, text: string): Buffer => {
    const bytes = delimit(text)
    if (bytes !== null) return bytes
    throw new AppError('usage', `The ${what} "${text}" cannot be looked for in ${encoding}.`, {
      hint: 'There its bytes can be a part of other characters, or it has none. Save the file as "CSV UTF-8".',
    })
  }
  return {
    delimiter: bytesOf('delimiter', dialect.delimiter),
    quote: bytesOf('quote', dialect.quote)[0] ?? 0,
    escape: bytesOf('escape', dialect.escape)[0] ?? 0,
    lineEnd: dialect.newline === 'cr' ? 13 : 10,
    endsAtReturn: dialect.newline === 'any',
    comment: bytesOf('comment mark', dialect.comment),
    trimAfter: dialect.spacing === 'trim-after',
  }
}
