import type { ReadDb } from '../../store/database.ts'
import { importPlan, requireImport } from '../../store/imports.ts'
import { refusePurged } from '../../store/purge-import.ts'
import { rowIdRange } from '../../store/row-id.ts'
import { schemaById } from '../../store/schemas.ts'
import type { ExplainContext } from '../../validate/explain/explain.ts'
import { withLocale } from '../../validate/writing/field-writing.ts'
import { importCheck } from './row-key.ts'

/** The column of the row keys, where texts are as they are, and where those that a spreadsheet could run are guarded. */
export const keyHeader = '_headgate_row'
export const guardedKeyHeader = '_headgate_row_guarded'
export const reasonsHeader = '_headgate_reasons'

/** What a rejects file of an import looks like behind its key and its reasons, and what is needed to fill it. */
export interface RejectsLayout {
  readonly importId: number
  readonly importCheck: string
  readonly rejected: number
  /** The headers of the cells by position: those of the source, then those of cells that had no column. */
  readonly headers: readonly string[]
  readonly context: ExplainContext
}

/**
 * How the rejected rows of an import are laid out.
 * @throws AppError `import-unknown`, `import-state` where cells were erased
 */
export function rejectsLayout(db: ReadDb, importId: number): RejectsLayout {
  const record = requireImport(db, importId)
  refusePurged(db, importId)
  const { layout, schemaVersionId, plan } = importPlan<{ content?: { sheet?: { name: string } } }>(db, importId)
  const { document } = schemaById(db, schemaVersionId)
  const fields = new Map(document.fields.map((field) => [field.name, withLocale(field, document.locale)]))
  const sources = layout.flatMap(({ source }) => (source === null ? [] : [source]))
  const surplus = Math.max(0, widestRecord(db, importId) - sources.length)
  const more = Array.from({ length: surplus }, (_, index) => `_headgate_surplus_${index + 1}`)
  return {
    importId,
    importCheck: importCheck(record),
    rejected: record.rows.rejected,
    headers: [...sources, ...more],
    context: {
      layout,
      sourceWidth: sources.length,
      sheet: plan.content?.sheet?.name ?? null,
      fieldOf: (name) => fields.get(name),
    },
  }
}

/** Cells of the longest rejected record, where any has more than it should; else 0. */
function widestRecord(db: ReadDb, importId: number): number {
  const { first, last } = rowIdRange(importId)
  const row = db.get<{ cells: number | null }>(
    `SELECT max(json_array_length(cells)) AS cells FROM _headgate_issue_row
     WHERE id BETWEEN ? AND ? AND cells IS NOT NULL AND issues LIKE '%"too-many-cells"%'`,
    first,
    last,
  )
  return row?.cells ?? 0
}
