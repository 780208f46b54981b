import type { SplitDialect } from '../source/record-splitter.ts'

/** How the text of a table is written, once decided. */
export interface Dialect {
  readonly delimiter: string
  /** Empty for a file without quoting. */
  readonly quote: string
  readonly escape: string
  readonly newline: 'lf' | 'crlf' | 'cr'
}

export const newlineText = { lf: '\n', crlf: '\r\n', cr: '\r' } as const

/** The same dialect as the splitter needs it: in bytes. */
export function splitDialect(dialect: Dialect): SplitDialect {
  const byte = (text: string): number => (text === '' ? 0 : (Buffer.from(text, 'utf8')[0] as number))
  return {
    delimiter: byte(dialect.delimiter),
    quote: byte(dialect.quote),
    escape: byte(dialect.escape),
    lineEnd: dialect.newline === 'cr' ? 13 : 10,
  }
}
