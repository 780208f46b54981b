import type { FieldType } from '../../../contract/schema/field-type.ts'
import { quoteIdentifier, quoteLiteral } from '../lib/sql-names.ts'
import { nameKey } from '../lib/names.ts'
import type { WriteDb } from './database.ts'
import type { Dataset, DatasetColumn, Layout } from './datasets.ts'

interface DatasetShape {
  readonly columns: readonly DatasetColumn[]
  readonly layouts: readonly Layout[]
  /** Whether rows can have newer versions. */
  readonly hasUpserts: boolean
}

/**
 * Draws the view through which SQL sees a dataset: its fields, typed, and only the rows of completed imports, each in its newest version.
 * Rows are stored as the source had its columns, so each layout is one part of the union. A stored line has no line break inside,
 * so putting commas for the line breaks makes a block one JSON array of rows.
 */
export function createDatasetView(db: WriteDb, dataset: Dataset, { columns, layouts, hasUpserts }: DatasetShape): void {
  const name = quoteIdentifier(dataset.name)
  const parts = layouts.map((layout) => {
    const positions = new Map(layout.columns.map((column, position) => [nameKey(column.field ?? ''), position]))
    const fields = columns.map((column, place) => {
      const position = positions.get(nameKey(column.name))
      const own = position === undefined ? 'NULL' : `r.value ->> ${position + 1}`
      const isBrought = position !== undefined && layout.columns[position]?.source !== null
      const text = hasUpserts && !isBrought ? `iif(v.id IS NULL, ${own}, v.carried ->> '$."${place}"[0]')` : own
      return `${text === 'NULL' ? text : typed(text, column.type)} AS ${quoteIdentifier(column.name)}`
    })
    const versions = hasUpserts ? 'LEFT JOIN _headgate_row_version v ON v.id = i.id * 8589934592 + (r.value ->> 0)' : ''
    return `SELECT ${fields.join(', ')}
      FROM _headgate_visible_import i
      JOIN _headgate_row_block b ON b.id BETWEEN i.id * 8589934592 AND i.id * 8589934592 + 8589934591
      JOIN json_each('[' || replace(rtrim(b.rows, char(10)), char(10), ',') || ']') r
      ${versions}
      WHERE i.layout_id = ${layout.id} ${hasUpserts ? 'AND (v.id IS NULL OR v.carried IS NOT NULL)' : ''}`
  })
  db.script(`DROP VIEW IF EXISTS ${name}; CREATE VIEW ${name} AS ${parts.join(' UNION ALL ')}`)
}

/** SQLite's nearest value that loses nothing: decimals and integers beyond 64 bits stay texts. */
function typed(text: string, type: FieldType): string {
  switch (type) {
    case 'integer':
      return `iif(length(${text}) <= 18, CAST(${text} AS INTEGER), ${text})`
    case 'number':
      return `CAST(${text} AS REAL)`
    case 'boolean':
      return `(${text} = ${quoteLiteral('true')})`
    default:
      return text
  }
}
