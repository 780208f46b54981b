import { type FileKind, refusedKind } from './file-kind.ts'
import type { FileParts } from './file-parts.ts'

interface Signature {
  /** Latin-1. */
  readonly bytes: string
  /** Where they stand; 0 where left out. */
  readonly at?: number
  readonly name: string
  readonly hint?: string
}

const unpack = 'Unpack it, and import the file inside.'
const exportCsv = 'Export the table as CSV from the program that made it, and import that file.'
const saveXlsx = 'Open it in a spreadsheet program, save it as .xlsx, and import that file.'

/** Only what no text begins with: letters alone are never enough. */
const signatures: readonly Signature[] = [
  { bytes: '7z\u00bc\u00af\u0027\u001c', name: 'a 7z archive', hint: unpack },
  { bytes: 'Rar!\u001a\u0007', name: 'a RAR archive', hint: unpack },
  { bytes: '\u00fd7zXZ\u0000', name: 'an xz-compressed file', hint: unpack },
  { bytes: '\u0004\u0022M\u0018', name: 'an lz4-compressed file', hint: unpack },
  { bytes: '\u001f\u009d', name: 'a file compressed by compress (.Z)', hint: unpack },
  { bytes: '1AY&SY', at: 4, name: 'a bzip2-compressed file', hint: unpack },
  { bytes: 'ustar', at: 257, name: 'a tar archive', hint: unpack },
  { bytes: 'MSCF\u0000\u0000\u0000\u0000', name: 'a cabinet archive', hint: unpack },
  { bytes: 'SQLite format 3\u0000', name: 'a SQLite database', hint: exportCsv },
  { bytes: '\u0000\u0001\u0000\u0000Standard Jet DB', name: 'an Access database', hint: exportCsv },
  { bytes: '\u0000\u0001\u0000\u0000Standard ACE DB', name: 'an Access database', hint: exportCsv },
  {
    bytes: `${'\u0000'.repeat(12)}\u00c2\u00ea\u0081\u0060\u00b3\u0014\u0011\u00cf`,
    name: 'a SAS table',
    hint: exportCsv,
  },
  { bytes: 'HEADER RECORD*******LIB', name: 'a SAS transport file', hint: exportCsv },
  { bytes: '$FL2@(#)', name: 'an SPSS table', hint: exportCsv },
  { bytes: '$FL3@(#)', name: 'an SPSS table', hint: exportCsv },
  { bytes: '<stata_dta>', name: 'a Stata table', hint: exportCsv },
  { bytes: 'RDX2\nX\n', name: 'an R data file', hint: exportCsv },
  { bytes: 'RDX3\nX\n', name: 'an R data file', hint: exportCsv },
  { bytes: '\u0089HDF\r\n\u001a\n', name: 'an HDF5 file', hint: exportCsv },
  { bytes: 'ARROW1\u0000\u0000', name: 'an Arrow file', hint: exportCsv },
  { bytes: 'Obj\u0001', name: 'an Avro file', hint: exportCsv },
  { bytes: '\u0000\u0000\u0002\u0000\u0006\u0004\u0006\u0000', name: 'a Lotus 1-2-3 worksheet', hint: saveXlsx },
  { bytes: '\u0000\u0000\u001a\u0000', name: 'a Lotus 1-2-3 worksheet', hint: saveXlsx },
  { bytes: '%PDF-', name: 'a PDF document', hint: 'Ask for the table as CSV or as an Excel workbook.' },
  { bytes: '{\\rtf', name: 'a rich text document', hint: 'Copy its table into a spreadsheet, and save that as .xlsx.' },
  { bytes: '\u0089PNG\r\n\u001a\n', name: 'a PNG picture' },
  { bytes: '\u0089PNG', name: 'a PNG picture' },
  { bytes: '\u00ff\u00d8\u00ff', name: 'a JPEG picture' },
  { bytes: 'GIF87a', name: 'a GIF picture' },
  { bytes: 'GIF89a', name: 'a GIF picture' },
  { bytes: 'II*\u0000', name: 'a TIFF picture' },
  { bytes: 'MM\u0000*', name: 'a TIFF picture' },
  { bytes: '\u007fELF', name: 'a program' },
  { bytes: '\u00ce\u00fa\u00ed\u00fe', name: 'a program' },
  { bytes: '\u00cf\u00fa\u00ed\u00fe', name: 'a program' },
  { bytes: '\u00fe\u00ed\u00fa\u00ce', name: 'a program' },
  { bytes: '\u00fe\u00ed\u00fa\u00cf', name: 'a program' },
  { bytes: '\u00ca\u00fe\u00ba\u00be', name: 'a program' },
]

/** A format that is known by fixed bytes and is no table that is read here; null for anything else. */
export async function identifySignature(file: FileParts): Promise<FileKind | null> {
  const known = signatures.find(({ bytes, at = 0 }) => isAt(file.head, bytes, at))
  const name = known?.name ?? structureName(file.head) ?? ((await isParquet(file)) ? 'a Parquet file' : null)
  if (name === null) return null
  const hint = known ? known.hint : exportCsv
  return refusedKind(file.path, name, hint ?? 'Check that it is the right file.')
}

function isAt(head: Buffer, bytes: string, at: number): boolean {
  return head.toString('latin1', at, at + bytes.length) === bytes
}

/** Formats without a mark of their own, known by a header whose numbers must fit each other. */
function structureName(head: Buffer): string | null {
  if (isProgram(head)) return 'a program'
  if (isDbase(head)) return 'a dBase table'
  if (isOldStata(head)) return 'a Stata table'
  return null
}

/** `MZ` could begin a header; the header that it points to could not. */
function isProgram(head: Buffer): boolean {
  if (!isAt(head, 'MZ', 0) || head.length < 64) return false
  const at = head.readUInt32LE(60)
  return isAt(head, 'PE\u0000\u0000', at) || isAt(head, 'NE', at)
}

const dbaseVersions = new Set([0x03, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8b, 0xcb, 0xf5])

/** A version, a date of last change, and a list of fields that ends where the header says. */
function isDbase(head: Buffer): boolean {
  if (head.length < 65 || !dbaseVersions.has(head[0] as number)) return false
  const [, , month, day] = head as unknown as readonly [number, number, number, number]
  if (month < 1 || month > 12 || day < 1 || day > 31) return false
  const headerBytes = head.readUInt16LE(8)
  const recordBytes = head.readUInt16LE(10)
  if (headerBytes < 65 || recordBytes < 2 || headerBytes > head.length) return false
  for (let at = 32; at < headerBytes; at += 32) if (head[at] === 0x0d) return true
  return false
}

/** Versions 8 to 12 (releases 6 to 12): version, byte order, 1, 0. */
function isOldStata(head: Buffer): boolean {
  const [version = 0, order = 0, type, zero] = head
  return version >= 0x6c && version <= 0x73 && (order === 1 || order === 2) && type === 1 && zero === 0
}

/** `PAR1` could begin a header, but not end the file as well. */
async function isParquet({ head, bytes, read }: FileParts): Promise<boolean> {
  if (!isAt(head, 'PAR1', 0) || bytes < 12) return false
  return (await read(bytes - 4, 4)).toString('latin1') === 'PAR1'
}
