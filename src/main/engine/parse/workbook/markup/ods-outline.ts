import { collectOdsStyles, type OdsStyles } from './ods-styles.ts'
import { odsNamespaces } from './ods-tables.ts'
import { readXml } from './xml-reader.ts'

export interface OdsTable {
  readonly name: string
  readonly hidden: boolean
  /** Where its tag begins in the text. */
  readonly offset: number
}

export interface OdsOutline {
  readonly tables: readonly OdsTable[]
  readonly styles: OdsStyles
  /** Days are counted from 1904 instead of 1899. */
  readonly date1904: boolean
  readonly externalLinks: number
  /** Modules of scripts inside the document. */
  readonly modules: number
}

/**
 * The tables of a spreadsheet, in their order, and what it says besides them. Cells are passed over. `styles` is the text of the part with
 * the styles that have names; null where all is in one.
 */
export function outlineOds(source: string, styleSource: string | null, path: string): OdsOutline {
  const styles = collectOdsStyles()
  if (styleSource !== null) {
    const reader = readXml(styleSource, path, odsNamespaces)
    while (reader.next()) if (reader.kind() === 'open') styles.note(reader)
  }
  const reader = readXml(source, path, odsNamespaces)
  const tables: { name: string; style: string; offset: number; isCopy: boolean }[] = []
  let date1904 = false
  let isSpreadsheet = false
  let externalLinks = 0
  let modules = 0
  let depth = 0
  while (reader.next()) {
    const name = reader.name()
    if (reader.kind() === 'close' && name === 'table:table') depth--
    if (reader.kind() !== 'open') continue
    if (name === 'table:table-row' && depth > 0) {
      reader.leave('table:table')
      depth--
    } else if (name === 'table:table-row') reader.skip()
    else if (name === 'table:tracked-changes') reader.skip()
    else if (name === 'table:null-date') date1904 = reader.attribute('table:date-value') === '1904-01-01'
    else if (name === 'office:spreadsheet') isSpreadsheet = true
    else if (name === 'table:table-source' || name === 'table:dde-link') {
      externalLinks++
      // A copy of a table in another file, kept for formulas that refer to it.
      const last = tables.at(-1)
      if (name === 'table:table-source' && last) last.isCopy = true
    } else if (name === 'table:table') {
      const table = { name: reader.attribute('table:name') ?? '', style: reader.attribute('table:style-name') ?? '' }
      if (isSpreadsheet && depth === 0) tables.push({ ...table, offset: reader.offset(), isCopy: false })
      depth++
    } else if (name.endsWith(':module')) modules++
    else if (!isSpreadsheet) styles.note(reader)
  }
  const own = tables.filter((table) => !table.isCopy)
  return {
    tables: own.map((table) => ({ name: table.name, hidden: styles.isHiddenTable(table.style), offset: table.offset })),
    styles,
    date1904,
    externalLinks,
    modules,
  }
}
