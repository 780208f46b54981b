import type { DialectChoice } from '../../../contract/reading.ts'

/** [D2] what ends the records of a text: `mixed` where LF and CRLF both do; CR only in a text in which no LF does. */
export function sniffNewline(sample: string, quote: string): DialectChoice['newline'] {
  const quoted = countLineEnds(sample, quote)
  const { lf, crlf, cr } = quoted.open ? countLineEnds(sample, '') : quoted
  if (lf > 0 && crlf > 0) return 'mixed'
  if (lf > 0) return 'lf'
  if (crlf > 0) return 'crlf'
  if (cr > 0) return 'cr'
  return sample.includes('\r\n') ? 'crlf' : 'lf'
}

/** Line ends outside quotes; a quote opens only where a cell can begin. */
function countLineEnds(text: string, quote: string): { lf: number; crlf: number; cr: number; open: boolean } {
  const quoteCode = quote === '' ? -1 : quote.charCodeAt(0)
  let inQuotes = false
  let lf = 0
  let crlf = 0
  let cr = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === quoteCode) inQuotes = !inQuotes && !beginsCell(text, index) ? false : !inQuotes
    else if (inQuotes) continue
    else if (code === 10) lf++
    else if (code === 13) {
      if (text.charCodeAt(index + 1) === 10) {
        crlf++
        index++
      } else cr++
    }
  }
  return { lf, crlf, cr, open: inQuotes }
}

/** Behind a letter or a digit a quote is text; a doubled one opens and closes. */
function beginsCell(text: string, index: number): boolean {
  return index === 0 || !/[\p{L}\p{N}]/u.test(text[index - 1] as string)
}
