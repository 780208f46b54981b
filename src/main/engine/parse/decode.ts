import { AppError } from '../lib/app-error.ts'

/** Turns the bytes of whole records into text. */
export type Decode = (bytes: Buffer) => string

const labels: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  ascii: 'utf-8',
  'us-ascii': 'utf-8',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
}

/** The one name that Headgate uses for an encoding; null for one that it cannot read. */
export function canonicalEncoding(name: string): string | null {
  return labels[name.trim().toLowerCase()] ?? null
}

/**
 * The decoder of an encoding. Bytes that it does not know become U+FFFD, which the parser looks for.
 * @throws AppError `usage` for an encoding that cannot be read
 */
export function decoderOf(name: string): Decode {
  switch (canonicalEncoding(name)) {
    case 'utf-8':
      return (bytes) => bytes.toString('utf8')
    case 'windows-1252': {
      const decoder = new TextDecoder('windows-1252')
      return (bytes) => decoder.decode(bytes)
    }
    default:
      throw new AppError('usage', `The encoding "${name}" is not known.`, {
        hint: 'Known are utf-8 and windows-1252.',
      })
  }
}
