import { hash } from 'node:crypto'

/** Neither vowels, which make words, nor digits or an `e`, which a spreadsheet could take for a number: such a text stays as it is. */
const letters = 'bcdfghjklmnpqrstvwxz'
const importLetters = 4
const rowLetters = 3

/** What tells an import from all others, also from one of the same number in another workspace. */
export interface ImportIdentity {
  readonly importId: number
  /** When it began, in ISO 8601. */
  readonly startedAt: string
  readonly file: { readonly path: string }
}

/** What a row key says. */
export interface RowKey {
  readonly importId: number
  /** 1-based. */
  readonly rowNumber: number
  /** By which import it was made. */
  readonly importCheck: string
  /** By which cells it was made. */
  readonly rowCheck: string
}

/** The letters by which the keys of an import are known. */
export function importCheck({ importId, startedAt, file }: ImportIdentity): string {
  return checkLetters(JSON.stringify([importId, startedAt, file.path]), importLetters)
}

/** The letters that change when a row's cells do. */
export function rowCheck(rowNumber: number, cells: readonly (string | null)[]): string {
  return checkLetters(JSON.stringify([rowNumber, ...cells.map((cell) => cell ?? '')]), rowLetters)
}

/** The visible text by which a row is found again: `12-1204-xkqdbvz`. */
export function rowKey(key: RowKey): string {
  return `${key.importId}-${key.rowNumber}-${key.importCheck}${key.rowCheck}`
}

const pattern = new RegExp(
  `^(\\d{1,7})-(\\d{1,10})-([${letters}]{${importLetters}})([${letters}]{${rowLetters}})$`,
  'i',
)

/** What a text says as a row key, whatever its case and the spaces around it; null where it is none. */
export function parseRowKey(text: string): RowKey | null {
  const match = pattern.exec(text.trim())
  if (!match) return null
  const [, importId, rowNumber, ofImport, ofRow] = match as unknown as [string, string, string, string, string]
  return {
    importId: Number(importId),
    rowNumber: Number(rowNumber),
    importCheck: ofImport.toLowerCase(),
    rowCheck: ofRow.toLowerCase(),
  }
}

function checkLetters(text: string, count: number): string {
  let rest = Number.parseInt(hash('sha256', text).slice(0, 12), 16)
  let check = ''
  for (let index = 0; index < count; index++) {
    check += letters[rest % letters.length]
    rest = Math.floor(rest / letters.length)
  }
  return check
}
