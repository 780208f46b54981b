import type { Finding } from '../../../../../contract/reading.ts'
import type { ZipArchive } from '../../../source/zip-archive.ts'
import type { Relationship } from './package-parts.ts'
import type { ListedSheet } from './workbook-part.ts'

/** What a workbook holds besides cells, as far as its directory tells. None of it is run, opened or followed. */
export function workbookFindings(
  zip: ZipArchive,
  relationships: readonly Relationship[],
  sheets: readonly ListedSheet[],
): Finding[] {
  return [macros(zip, relationships), links(zip, relationships), embedded(zip), hiddenSheets(sheets)].filter(
    (finding) => finding !== null,
  )
}

function macros(zip: ZipArchive, relationships: readonly Relationship[]): Finding | null {
  const parts = countParts(zip, /(?:^|\/)vbaProject[^/]*\.bin$/i)
  const projects = Math.max(parts, relationships.filter(({ type }) => type === 'vbaProject').length)
  const sheets = relationships.filter(({ type }) => isMacroSheet(type)).length
  const count = projects + sheets
  if (count === 0) return null
  const what = sheets === 0 ? 'It has macros.' : 'It has macro sheets of Excel 4.'
  return { kind: 'macros', severity: 'warning', count, message: `${what} They are not run, and not read.` }
}

export function isMacroSheet(type: string): boolean {
  return type === 'xlMacrosheet' || type === 'xlIntlMacrosheet'
}

function links(zip: ZipArchive, relationships: readonly Relationship[]): Finding | null {
  const parts = countParts(zip, /(?:^|\/)externalLinks\/[^/]+\.xml$/i)
  const related = relationships.filter(({ type, external }) => type === 'externalLink' || external).length
  const connections = countParts(zip, /(?:^|\/)connections\.xml$/i)
  const count = Math.max(parts, related) + connections
  if (count === 0) return null
  const message =
    'It refers to other files or databases. They are not opened: cells have the values that were saved with it.'
  return { kind: 'external-links', severity: 'warning', count, message }
}

function embedded(zip: ZipArchive): Finding | null {
  const count = countParts(zip, /(?:^|\/)(?:embeddings\/[^/]+|activeX\/[^/]+\.bin|oleObject[^/]*\.bin)$/i)
  if (count === 0) return null
  const message = 'It has other files or controls embedded in it. They are not opened.'
  return { kind: 'embedded-objects', severity: 'warning', count, message }
}

const mostNames = 5

function hiddenSheets(sheets: readonly ListedSheet[]): Finding | null {
  const hidden = sheets.filter(({ state }) => state !== 'visible')
  if (hidden.length === 0) return null
  const names = hidden
    .slice(0, mostNames)
    .map(({ name, state }) => `"${name}"${state === 'hidden' ? '' : ' (very hidden)'}`)
  const more = hidden.length > mostNames ? ` and ${hidden.length - mostNames} more` : ''
  const message = `Sheets that Excel hides: ${names.join(', ')}${more}. They can be read like the others.`
  return { kind: 'hidden-sheet', severity: 'information', count: hidden.length, message }
}

function countParts(zip: ZipArchive, name: RegExp): number {
  return zip.entries.filter((entry) => name.test(entry.name)).length
}
