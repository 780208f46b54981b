/** Row numbers below 2^33 and import ids below 2^20 make one integer below 2^53, in the order of import and source. */
export const rowsPerImport = 2 ** 33

/** The id of a stored row. */
export function rowId(importId: number, rowNumber: number): number {
  return importId * rowsPerImport + rowNumber
}

/** The ids that the rows of an import lie between, both included. */
export function rowIdRange(importId: number): { first: number; last: number } {
  return { first: rowId(importId, 0), last: rowId(importId, rowsPerImport - 1) }
}

/** The import of a stored row. */
export function importOf(id: number): number {
  return Math.floor(id / rowsPerImport)
}

/** The 1-based row number of a stored row; null for what is about the whole file. */
export function rowNumberOf(id: number): number | null {
  const number = id % rowsPerImport
  return number === 0 ? null : number
}
