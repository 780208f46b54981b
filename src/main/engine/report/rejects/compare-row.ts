import type { UndoneCell } from '../../../../contract/rejects.ts'
import { unguarded } from '../../lib/formula-guard.ts'
import { excelDamage, mechanicalDamage } from './damage/excel-damage.ts'

/** A row of the file beside the one that is stored. */
export interface ComparedRow {
  /** Raw cells as they are stored. */
  readonly stored: readonly (string | null)[]
  /** The cells of the file by position; null where the file has no such column. */
  readonly theirs: readonly (string | null)[]
  /** Positions of the cells that had failed. */
  readonly failed: ReadonlySet<number>
  /** Whether texts were guarded when the file was written. */
  readonly isGuarded: boolean
}

/** What a person changed in a row, and what a spreadsheet did. */
export interface RowChanges {
  /** The cells that are to be taken, by position. */
  readonly edits: ReadonlyMap<number, string>
  /** By position. */
  readonly undone: readonly (Pick<UndoneCell, 'theirs' | 'kept' | 'damage'> & { readonly position: number })[]
  /** Positions of failed cells that a spreadsheet could have changed by itself. */
  readonly doubtful: readonly number[]
}

/** Tells edits from damage, cell by cell ([M10] to [M14]). */
export function compareRow({ stored, theirs, failed, isGuarded }: ComparedRow): RowChanges {
  const edits = new Map<number, string>()
  const undone: RowChanges['undone'][number][] = []
  const doubtful: number[] = []
  for (const [position, cell] of theirs.entries()) {
    if (cell === null) continue
    const kept = stored[position] ?? ''
    const found = isGuarded ? unguarded(cell) : cell
    if (found === kept) continue
    const hasFailed = failed.has(position)
    const damage = hasFailed ? mechanicalDamage(kept, found) : excelDamage(kept, found)
    if (damage !== null) {
      undone.push({ position, theirs: cell, kept, damage })
      continue
    }
    edits.set(position, found)
    if (hasFailed && excelDamage(kept, found) !== null) doubtful.push(position)
  }
  return { edits, undone, doubtful }
}
