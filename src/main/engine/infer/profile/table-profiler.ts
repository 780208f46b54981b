import type { TableProfile } from '../../../../contract/profile.ts'
import { maxColumns } from '../../validate/layout.ts'
import { columnProfiler } from './column-profiler.ts'
import { budgetFor, type ProfileOptions } from './profile-options.ts'

/** Takes a table's records one by one. */
export interface TableProfiler {
  /** The raw cells of a record and its 1-based row number. */
  addRecord(cells: readonly string[], rowNumber: number): void
  /** The profile of all records; none can be added afterwards. */
  finish(): TableProfile
  /** Values, counters and numbers that are kept now, in all columns; bounded, however many records come. */
  kept(): number
}

/**
 * [P40] Profiles the columns of a table by their names. Columns share a budget, so that memory does not grow with their number; those beyond
 * the most that a dataset can have are left out and counted. `options` are those of each column.
 */
export function tableProfiler(names: readonly string[], options: ProfileOptions = {}): TableProfiler {
  const shown = names.slice(0, maxColumns)
  const columns = shown.map((name) => columnProfiler(name, { budget: budgetFor(shown.length), ...options }))
  const counts = { rows: 0, blankRows: 0, shortRows: 0, longRows: 0 }
  return {
    addRecord: (cells, rowNumber) => {
      if (cells.every(isEmpty)) {
        counts.blankRows++
        return
      }
      counts.rows++
      if (cells.length < names.length) counts.shortRows++
      else if (cells.length > names.length && !cells.slice(names.length).every(isEmpty)) counts.longRows++
      let index = 0
      for (const column of columns) column.add(cells[index++] ?? '', rowNumber)
    },
    finish: () => ({
      ...counts,
      columns: columns.map((column, index) => ({
        name: shown[index] ?? '',
        statistics: column.finish(),
        suggestion: column.suggestion(),
      })),
      columnsLeftOut: names.length - shown.length,
    }),
    kept: () => columns.reduce((sum, column) => sum + column.kept(), 0),
  }
}

function isEmpty(cell: string): boolean {
  return cell === ''
}
