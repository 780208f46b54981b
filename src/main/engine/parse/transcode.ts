import { findEncoding } from './encodings.ts'
import { type Shift, shiftDecoder } from './seven-bit.ts'
import type { Transcoder } from './transcoder.ts'
import { wideDecoder } from './wide-text.ts'

export interface Transcoding {
  /** What comes out. */
  readonly encoding: string
  readonly start: () => Transcoder
}

/** How the text of an encoding is made to be cut in bytes; null where it can be as it is. */
export function transcodingOf(name: string): Transcoding | null {
  const encoding = findEncoding(name)
  if (encoding?.kind === 'wide') {
    const unit = encoding.name.startsWith('utf-16') ? 2 : 4
    const bigEndian = encoding.name.endsWith('be')
    return { encoding: 'utf-8', start: () => wideDecoder(unit, bigEndian) }
  }
  if (encoding?.kind === 'shifted') {
    const shift: Shift = encoding.name === 'iso-2022-jp' ? 'escape' : 'tilde'
    return { encoding: shift === 'escape' ? 'euc-jp' : 'gb18030', start: () => shiftDecoder(shift) }
  }
  return null
}

/** The encoding in which the records of a text are cut. */
export function splitEncoding(name: string): string {
  return transcodingOf(name)?.encoding ?? name
}
