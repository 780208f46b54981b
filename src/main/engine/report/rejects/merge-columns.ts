import type { MergeProblem } from '../../../../contract/rejects.ts'
import { AppError } from '../../lib/app-error.ts'
import { unguarded } from '../../lib/formula-guard.ts'
import { excelDamage } from './damage/excel-damage.ts'
import { guardedKeyHeader, keyHeader, reasonsHeader } from './rejects-layout.ts'

/** Where the key stands in a file, and whether its cells are guarded. */
export interface KeyColumn {
  /** 0-based. */
  readonly index: number
  readonly isGuarded: boolean
}

/** [M1] The column of keys of a header; null where there is none. */
export function findKeyColumn(header: readonly string[]): KeyColumn | null {
  for (const [index, name] of header.entries()) {
    const plain = name.trim().toLowerCase()
    if (plain === keyHeader || plain === guardedKeyHeader) return { index, isGuarded: plain === guardedKeyHeader }
  }
  return null
}

/** Which column of a file has the cells of which position. */
export interface MergeColumns {
  /** By position of the import's cells: the 0-based column of the file; -1 where it has none. */
  readonly columnOf: readonly number[]
  readonly problems: readonly MergeProblem[]
}

/**
 * Finds the columns of an import in a file by their headers ([M8]).
 * @throws AppError `rejects-mismatch` where fewer than half are there ([M9])
 */
export function matchMergeColumns(
  header: readonly string[],
  { index: keyIndex, isGuarded }: KeyColumn,
  wanted: readonly string[],
): MergeColumns {
  const given = header.map((name) => (isGuarded ? unguarded(name) : name).trim())
  const free = new Set(given.keys())
  free.delete(keyIndex)
  const reasons = given.findIndex((name) => name.toLowerCase() === reasonsHeader)
  free.delete(reasons)
  const columnOf: number[] = wanted.map(() => -1)
  const problems: MergeProblem[] = []

  for (const name of new Set(wanted)) {
    const positions = wanted.flatMap((one, position) => (one === name ? [position] : []))
    const columns = [...free].filter((column) => given[column] === name.trim())
    if (columns.length === 0) continue
    for (const column of columns) free.delete(column)
    if (columns.length === positions.length) {
      for (const [order, position] of positions.entries()) columnOf[position] = columns[order] as number
    } else {
      problems.push(
        columnProblem(
          'column-ambiguous',
          name,
          `${columns.length} columns are named "${name}" where there were ${positions.length}: none of them was read.`,
        ),
      )
    }
  }
  const ambiguous = new Set(problems.map(({ column }) => column))
  for (const [position, name] of wanted.entries()) {
    if (columnOf[position] !== -1 || ambiguous.has(name)) continue
    const alike = [...free].filter((column) => excelDamage(name, given[column] as string) !== null)
    const [column] = alike
    if (alike.length === 1 && column !== undefined) {
      columnOf[position] = column
      free.delete(column)
      continue
    }
    problems.push(
      columnProblem('column-missing', name, `The file has no column "${name}": its cells stay as they were.`),
    )
  }
  for (const column of free) {
    const name = given[column] as string
    if (name !== '')
      problems.push(columnProblem('column-unknown', name, `Nothing is known of the column "${name}": it was not read.`))
  }
  const found = columnOf.filter((column) => column !== -1).length
  if (found * 2 < wanted.length) {
    throw new AppError('rejects-mismatch', `Of the ${wanted.length} columns of the import, the file has ${found}.`, {
      hint: 'Give the file the headers that it was written with, or write it again with `headgate rejects`.',
      details: { problems },
    })
  }
  return { columnOf, problems }
}

function columnProblem(kind: MergeProblem['kind'], column: string, message: string): MergeProblem {
  return { kind, rowNumber: null, fileRow: null, column, message }
}
