import type { SplitDialect } from '../source/scan-records.ts'
import { canonicalEncoding } from './decode.ts'

/** How the text of a table is written, once decided. */
export interface Dialect {
  readonly delimiter: string
  /** Empty for a file without quoting. */
  readonly quote: string
  readonly escape: string
  /** `lf` and `crlf` read alike: a record ends at LF, with the CR before it. */
  readonly newline: 'lf' | 'crlf' | 'cr'
}

/** The same dialect as the splitter needs it: in the bytes of the file. */
export function splitDialect(dialect: Dialect, encoding = 'utf-8'): SplitDialect {
  // Of what Headgate reads, only UTF-8 writes a character beyond ASCII as several bytes.
  const single = canonicalEncoding(encoding) === 'windows-1252'
  const byte = (text: string): number => text.charCodeAt(0) || 0
  return {
    delimiter: Buffer.from(dialect.delimiter, single ? 'latin1' : 'utf8'),
    quote: byte(dialect.quote),
    escape: byte(dialect.escape),
    lineEnd: dialect.newline === 'cr' ? 13 : 10,
  }
}
