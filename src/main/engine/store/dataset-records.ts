import { nameKey } from '../lib/names.ts'
import type { LayoutColumn } from '../validate/layout.ts'
import type { ReadDb } from './database.ts'
import { datasetColumns } from './datasets.ts'
import { shownRows, type VersionTable } from './shown-rows.ts'

export type Cells = readonly (string | null)[]

/**
 * The names of a dataset's columns, then its rows as they are seen, import by import in the order given, each in source order: clean texts
 * by the dataset's columns.
 */
export function* datasetRecords(
  db: ReadDb,
  datasetId: number,
  imports: readonly { readonly importId: number; readonly columns: readonly LayoutColumn[] }[],
  versions: VersionTable,
): Generator<Cells> {
  const names = datasetColumns(db, datasetId).map((column) => column.name)
  const places = new Map(names.map((name, position) => [nameKey(name), position]))
  yield names
  for (const { importId, columns } of imports) {
    const at = columns.map(({ field }) => (field === null ? -1 : (places.get(nameKey(field)) ?? -1)))
    for (const { cells, carried } of shownRows(db, importId, versions)) {
      const record = names.map((_, position) => carried?.[position]?.[0] ?? null)
      for (const [index, place] of at.entries()) {
        // What stands for a field that the file lacks is for rows that take nothing over.
        const isOwn = carried === null || columns[index]?.source !== null
        if (place !== -1 && isOwn) record[place] = cells[index] ?? null
      }
      yield record
    }
  }
}
