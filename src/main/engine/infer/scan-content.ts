import type { Finding } from '../../../contract/reading.ts'

/** Looks at every cell of a table for text that another program could run, or that hides something from whoever reads it. */
export interface ContentScanner {
  /** `rowNumber` is 1-based; left out, it is one more than that of the record before. */
  add(record: readonly string[], rowNumber?: number): void
  /** What was found so far, each kind with its count and its first place. */
  findings(): Finding[]
}

type ScannedKind = 'formula-like-text' | 'script-like-text' | 'control-characters'

interface Tally {
  count: number
  rowNumber: number
  columnNumber: number
  cell: string
}

/**
 * What a spreadsheet would take for a formula: `=` with an expression behind it; a function with `@`, `+` or `-` before it; an expression
 * behind a sign; DDE. White space, invisible characters and the full-width signs that East Asian input gives make no difference, since
 * spreadsheets pass over them. A signed number (-5, +49 30 123, -1.5E+3), a list's dash and an @name are none.
 */
const formula =
  /^[\s\u200b-\u200f\u2060\ufeff]*(?:[=\uff1d]\s*[\w("'$[{.#\u0080-\uffff+@-]|[@\uff20+\uff0b\uff0d-][A-Za-z_][\w.]*\(|[+\uff0b][A-Za-z_]|[+\uff0b\uff0d-](?![\d.,'\s]+[eE][+-]?\d+$)\s*[\w$.,]+\s*[+*^&=<>|]\s*[\w$.,"'(+-]|[@+\uff0b\uff0d-][^|]*\|[^!]*!|DDE(?:AUTO)?\s*\()/

/** What a web page would run. */
const script =
  /<\/?(?:script|iframe|object|embed|applet|meta|base|form)\b|<[a-z!/][^<>]*\bon[a-z]+\s*=|\bon(?:error|load|click|mouse\w+|focus|toggle|begin)\s*=|(?:java|vb|live)script\s*:|data:\s*(?:text\/html|image\/svg|application\/xhtml)|\bsrcdoc\s*=/i

const controlMark = 1
const scriptMark = 2

/** Starts a scan; its findings speak of all records that were added. */
export function contentScanner(): ContentScanner {
  const tallies = new Map<ScannedKind, Tally>()
  let lastRow = 0
  const found = (kind: ScannedKind, cell: string, position: number): void => {
    const tally = tallies.get(kind)
    if (tally) tally.count++
    else tallies.set(kind, { count: 1, rowNumber: lastRow, columnNumber: position + 1, cell })
  }
  return {
    add: (record, rowNumber = lastRow + 1) => {
      lastRow = rowNumber
      for (let position = 0; position < record.length; position++) {
        const cell = record[position] as string
        if (cell === '') continue
        if (mayBeFormula(cell.charCodeAt(0)) && formula.test(cell)) found('formula-like-text', cell, position)
        const marks = marksOf(cell)
        if ((marks & controlMark) !== 0) found('control-characters', cell, position)
        if ((marks & scriptMark) !== 0 && script.test(cell)) found('script-like-text', cell, position)
      }
    },
    findings: () => kinds.flatMap((kind) => findingOf(kind, tallies.get(kind))),
  }
}

/** By its first character alone most cells are none. */
function mayBeFormula(code: number): boolean {
  switch (code) {
    case 0x09:
    case 0x0a:
    case 0x0d:
    case 0x20:
    case 0x2b:
    case 0x2d:
    case 0x3d:
    case 0x40:
    case 0x44:
      return true
    default:
      return code === 0xa0 || (code >= 0x2000 && code <= 0x206f) || code >= 0xfeff
  }
}

/** Which looks a cell needs: whether it has control characters, and whether it has what every script has. */
function marksOf(cell: string): number {
  let marks = 0
  for (let index = 0; index < cell.length; index++) {
    const code = cell.charCodeAt(index)
    if (code < 0x20) {
      if (code !== 0x09 && code !== 0x0a && code !== 0x0d) marks |= controlMark
    } else if (code >= 0x3a && code <= 0x3d) marks |= scriptMark
    else if (code >= 0x202a && code <= 0x2069 && (code <= 0x202e || code >= 0x2066)) marks |= controlMark
  }
  return marks
}

const kinds: readonly ScannedKind[] = ['formula-like-text', 'script-like-text', 'control-characters']

const words: Record<ScannedKind, readonly [what: string, whatToKnow: string]> = {
  'formula-like-text': ['like a formula', 'It stays text here; a spreadsheet that opens a CSV file would run it.'],
  'script-like-text': ['with script-like text', 'It stays text here; a web page that shows it unescaped would run it.'],
  'control-characters': [
    'with control characters or marks that reverse text',
    'They are kept; what is seen may not be what is there.',
  ],
}

function findingOf(kind: ScannedKind, tally: Tally | undefined): Finding[] {
  if (!tally) return []
  const { count, rowNumber, columnNumber, cell } = tally
  const [what, whatToKnow] = words[kind]
  const counted = `${count.toLocaleString('en-US')} ${count === 1 ? 'cell' : 'cells'} ${what}`
  const place = `${count === 1 ? 'in' : 'first in'} row ${rowNumber.toLocaleString('en-US')}, column ${columnNumber}`
  return [{ kind, severity: 'warning', count, message: `${counted}, ${place}: ${shown(cell)}. ${whatToKnow}` }]
}

/** The beginning of a cell as one line in which everything can be seen. */
function shown(cell: string): string {
  const most = 60
  const cut = cell.length > most ? `${cell.slice(0, most)}…` : cell
  return cut.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`,
  )
}
