import type { ZipArchive } from '../../../source/zip-archive.ts'
import type { BookFacts } from '../book-findings.ts'
import type { Relationship } from './package-parts.ts'

/** What a workbook holds besides cells, as far as its directory tells. */
export function packageFacts(zip: ZipArchive, relationships: readonly Relationship[]): BookFacts {
  const parts = (name: RegExp): number => zip.entries.filter((entry) => name.test(entry.name)).length
  const related = (is: (relationship: Relationship) => boolean): number => relationships.filter(is).length
  const projects = Math.max(
    parts(/(?:^|\/)vbaProject[^/]*\.bin$/i),
    related(({ type }) => type === 'vbaProject'),
  )
  const links = Math.max(
    parts(/(?:^|\/)externalLinks\/[^/]+\.(?:xml|bin)$/i),
    related(({ type, external }) => type === 'externalLink' || external),
  )
  return {
    macros: projects + related(({ type }) => isMacroSheet(type)),
    externalLinks: links + parts(/(?:^|\/)connections\.(?:xml|bin)$/i),
    embeddedObjects: parts(/(?:^|\/)(?:embeddings\/[^/]+|activeX\/[^/]+\.bin|oleObject[^/]*\.bin)$/i),
  }
}

export function isMacroSheet(type: string): boolean {
  return type === 'xlMacrosheet' || type === 'xlIntlMacrosheet'
}
