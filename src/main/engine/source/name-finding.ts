import { extname } from 'node:path'
import type { Finding } from '../../../contract/reading.ts'
import type { FileKind, WorkbookFormat } from './file-kind.ts'

const formatNames: Record<WorkbookFormat, string> = {
  xlsx: 'an Excel workbook (.xlsx)',
  xlsm: 'an Excel workbook with macros (.xlsm)',
  xlsb: 'a binary Excel workbook (.xlsb)',
  xls: 'an older Excel workbook (.xls)',
  ods: 'an OpenDocument spreadsheet (.ods)',
  fods: 'a flat OpenDocument spreadsheet (.fods)',
  spreadsheetml: 'an Excel 2003 XML spreadsheet',
  html: 'a web page with a table',
}

/** What an ending promises, as the names of kinds that fit it. An ending that is not here promises nothing. */
const promises: Record<string, readonly string[]> = {
  '.csv': ['text'],
  '.tsv': ['text'],
  '.tab': ['text'],
  '.psv': ['text'],
  '.txt': ['text'],
  '.xlsx': ['xlsx'],
  '.xltx': ['xlsx'],
  '.xlsm': ['xlsm'],
  '.xltm': ['xlsm'],
  '.xlsb': ['xlsb'],
  '.xls': ['xls'],
  '.xlt': ['xls'],
  '.ods': ['ods'],
  '.ots': ['ods'],
  '.fods': ['fods'],
  '.xml': ['spreadsheetml', 'fods'],
  '.html': ['html'],
  '.htm': ['html'],
  '.xhtml': ['html'],
  '.gz': ['gzip'],
  '.zst': ['zstd'],
  '.zip': [],
  '.json': [],
  '.pdf': [],
  '.doc': [],
  '.docx': [],
  '.mdb': [],
  '.accdb': [],
  '.parquet': [],
  '.sqlite': [],
}

/** Says where a name's ending promises something else than the file is; null where it fits, promises nothing, or the file was refused. */
export function nameFinding(path: string, kind: FileKind): Finding | null {
  if (kind.kind === 'refused') return null
  const ending = extname(path).toLowerCase()
  const promised = Object.hasOwn(promises, ending) ? promises[ending] : undefined
  if (promised === undefined || promised.includes(kindName(kind))) return null
  return {
    kind: 'name-and-content-differ',
    severity: 'warning',
    count: null,
    message: `The name ends in ${ending}, but the content is ${inWords(kind)}. It is read by its content.`,
  }
}

type Accepted = Exclude<FileKind, { readonly kind: 'refused' }>

function kindName(kind: Accepted): string {
  if (kind.kind === 'compressed') return kind.by
  return kind.kind === 'workbook' ? kind.format : 'text'
}

function inWords(kind: Accepted): string {
  if (kind.kind === 'compressed') return `a file compressed by ${kind.by}`
  return kind.kind === 'workbook' ? formatNames[kind.format] : 'delimited text'
}
