import type { MergePreview, MergeProblem, UndoneCell } from '../../../../contract/rejects.ts'
import { AppError } from '../../lib/app-error.ts'
import { formatCount } from '../../lib/numbers.ts'
import type { ReadDb } from '../../store/database.ts'
import { issueRowsBetween } from '../../store/issue-rows.ts'
import { isError } from '../../validate/verdict.ts'
import { compareRow } from './compare-row.ts'
import { type KeyColumn, matchMergeColumns, type MergeColumns } from './merge-columns.ts'
import { type RejectsLayout, rejectsLayout } from './rejects-layout.ts'
import { parseRowKey, type RowKey, rowCheck } from './row-key.ts'

export interface MergePlanner {
  /** Takes a record of a table with its 1-based row number in the file; the first one of a table is its header. */
  add(cells: readonly string[], fileRow: number): void
  /** A further table of the same file begins. */
  begin(header: readonly string[], key: KeyColumn): void
  finish(): MergePreview
}

/** Cells that are listed; all are counted. */
const mostListed = 100_000

/**
 * Compares the records of a corrected file with the rejected rows that are stored, one at a time.
 * @throws AppError `rejects-mismatch` where the file is not one of an import of this workspace
 */
export function mergePlanner(db: ReadDb): MergePlanner {
  let layout: RejectsLayout | null = null
  let table: { header: readonly string[]; key: KeyColumn; columns: MergeColumns | null } | null = null
  const edits = new Map<number, Readonly<Record<number, string>>>()
  const seen = new Map<number, number>()
  const untaken = new Set<number>()
  const undone: UndoneCell[] = []
  const problems: MergeProblem[] = []
  let undoneCells = 0

  const say = (kind: MergeProblem['kind'], fileRow: number, rowNumber: number | null, message: string): void => {
    problems.push({ kind, rowNumber, fileRow, column: null, message })
  }

  function layoutOf(key: RowKey): RejectsLayout {
    if (layout === null) {
      layout = knownImport(db, key)
    } else if (layout.importId !== key.importId || layout.importCheck !== key.importCheck) {
      throw new AppError('rejects-mismatch', `The file has rows of import ${layout.importId} and of another one.`, {
        hint: 'Merge the rows of each import from a file of their own.',
      })
    }
    return layout
  }

  function compare(key: RowKey, cells: readonly string[], fileRow: number): void {
    const { importId, headers } = layoutOf(key)
    if (table && table.columns === null) {
      table.columns = matchMergeColumns(table.header, table.key, headers)
      problems.push(...table.columns.problems)
    }
    const { rowNumber } = key
    const before = seen.get(rowNumber)
    if (before !== undefined) {
      untaken.add(rowNumber)
      edits.delete(rowNumber)
      say(
        'key-twice',
        fileRow,
        rowNumber,
        `Row ${formatCount(rowNumber)} stands in the file twice, in its rows ${formatCount(before)} and ${formatCount(fileRow)}: neither was taken.`,
      )
      return
    }
    seen.set(rowNumber, fileRow)
    const row = issueRowsBetween(db, importId, rowNumber, rowNumber).get(rowNumber)
    if (!row?.cells) {
      untaken.add(rowNumber)
      say(
        'row-not-rejected',
        fileRow,
        rowNumber,
        `Row ${formatCount(rowNumber)} is not among the rejected rows of import ${importId} any more: it was not taken.`,
      )
      return
    }
    const failed = new Set(row.issues.filter(isError).map(([position]) => position))
    const theirs = (table?.columns?.columnOf ?? []).map((column) => (column === -1 ? null : (cells[column] ?? '')))
    const isGuarded = table?.key.isGuarded === true
    const changes = compareRow({ stored: row.cells, theirs, failed, isGuarded })
    if (rowCheck(rowNumber, row.cells) !== key.rowCheck) {
      if (changes.edits.size === 0) return
      untaken.add(rowNumber)
      say(
        'row-changed',
        fileRow,
        rowNumber,
        `Row ${formatCount(rowNumber)} was corrected since the file was written: it was not taken.`,
      )
      return
    }
    for (const { position, ...cell } of changes.undone) {
      undoneCells++
      if (undone.length < mostListed) undone.push({ rowNumber, column: headers[position] ?? '', ...cell })
    }
    for (const position of changes.doubtful) {
      const column = headers[position] ?? ''
      problems.push({
        kind: 'excel-like',
        rowNumber,
        fileRow,
        column,
        message: `Row ${formatCount(rowNumber)}, column "${column}": "${changes.edits.get(position)}" was taken, but a spreadsheet could have made it of "${row.cells[position] ?? ''}" by itself.`,
      })
    }
    if (changes.edits.size > 0) edits.set(rowNumber, Object.fromEntries(changes.edits))
  }

  return {
    begin: (header, key) => {
      table = { header, key, columns: null }
    },
    add: (cells, fileRow) => {
      if (table === null || cells.every((cell) => cell === '')) return
      const text = cells[table.key.index] ?? ''
      const key = parseRowKey(text)
      if (key) compare(key, cells, fileRow)
      else {
        const what = text === '' ? 'has no key' : `has "${text.slice(0, 40)}" for a key`
        say(
          'row-added',
          fileRow,
          null,
          `Row ${formatCount(fileRow)} of the file ${what}: it is no row of the import and was not taken.`,
        )
      }
    },
    finish: () => {
      if (layout === null) throw notRejects('has no row with a key')
      const missing = layout.rejected - seen.size
      if (missing > 0) {
        problems.push({
          kind: 'rows-missing',
          rowNumber: null,
          fileRow: null,
          column: null,
          message: `${formatCount(missing)} rejected rows are not in the file: they stay as they are.`,
        })
      }
      return {
        importId: layout.importId,
        rows: { edited: edits.size, unchanged: seen.size - edits.size - untaken.size },
        edits: [...edits].map(([rowNumber, cells]) => ({ rowNumber, cells })),
        undone,
        undoneCells,
        problems,
      }
    },
  }
}

/** The failure of a file that is none of rejected rows. */
export function notRejects(what: string): AppError {
  return new AppError('rejects-mismatch', `The file ${what}, so it is no file of rejected rows.`, {
    hint: 'Take the file that `headgate rejects ID -o FILE` wrote, with its first column and its header as they were.',
  })
}

function knownImport(db: ReadDb, key: RowKey): RejectsLayout {
  const exists = db.get('SELECT id FROM _headgate_import WHERE id = ?', key.importId) !== undefined
  const layout = exists ? rejectsLayout(db, key.importId) : null
  if (layout?.importCheck === key.importCheck) return layout
  throw new AppError(
    'rejects-mismatch',
    `The file is of an import ${key.importId} that this workspace does not have.`,
    {
      hint: 'Choose the workspace that it was written from with --workspace.',
    },
  )
}
