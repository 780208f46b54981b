import { readdirSync, statfsSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import type { ImportRecord } from '../../../contract/imports.ts'
import type { PurgeCounts, PurgeRequest, PurgeResult, PurgeScope } from '../../../contract/purge.ts'
import { AppError } from '../lib/app-error.ts'
import { assert } from '../lib/assert.ts'
import { formatBytes } from '../lib/numbers.ts'
import type { StoredIssue } from '../validate/verdict.ts'
import type { ReadDb, WriteDb } from './database.ts'
import { deleteImportRows } from './drop-import.ts'
import { requireImport, setImportState } from './imports.ts'
import { rowIdRange } from './row-id.ts'
import { removeCopy, type WorkspacePaths } from './workspace.ts'

/**
 * Erases what an import has stored, at its owner's word: not only from the tables but from the files, so that the bytes are nowhere in
 * them. Without `confirm` it only says what would go. Before rows are erased the caller rolls the import back, so that no other row carries
 * a text from it any more; the copy for analytics is the caller's to throw away, and then to call `finishPurges`.
 * @throws AppError `import-unknown`, `import-state` while any import runs, `disk-space`
 */
export function purgeImport(db: WriteDb, paths: WorkspacePaths, request: PurgeRequest): PurgeResult {
  const { importId, what, confirm } = request
  const record = requireImport(db, importId)
  refuseWhileRunning(db)
  const counts = countOf(db, importId)
  const result: PurgeResult = {
    importId,
    what,
    done: confirm,
    counts,
    heldBy: filesSince(paths, record.startedAt),
    sameRows: relatedImports(db, importId),
  }
  if (!confirm) return result
  refuseShortage(paths)
  overwriting(db, () => {
    db.transaction(() => {
      recordPurge(db, record, what, counts)
      erase(db, record, what)
    })
  })
  rebuild(db)
  return result
}

/** Records that no file holds what was erased so far, once the copy for analytics was thrown away as well. */
export function finishPurges(db: WriteDb): void {
  db.run('UPDATE _headgate_purge SET finished_at = ? WHERE finished_at IS NULL', now())
}

/** Ends an erasing that the program's end cut short; nothing else works on the workspace yet. */
export function resumePurges(db: WriteDb, paths: WorkspacePaths): void {
  if (!db.get('SELECT id FROM _headgate_purge WHERE finished_at IS NULL LIMIT 1')) return
  rebuild(db)
  removeCopy(paths)
  finishPurges(db)
}

/** Leaves behind what was freed before, when rows were moved or replaced, and what stands in the log. */
function rebuild(db: WriteDb): void {
  overwriting(db, () => db.script('VACUUM'))
  truncateLog(db)
}

/** Freed content is overwritten with zeros meanwhile. */
function overwriting(db: WriteDb, work: () => void): void {
  db.script('PRAGMA secure_delete = ON')
  try {
    work()
  } finally {
    db.script('PRAGMA secure_delete = OFF')
  }
}

/**
 * Refuses work that needs what was erased.
 * @throws AppError `import-state`
 */
export function refusePurged(db: ReadDb, importId: number): void {
  const purged = db.get<{ at: string }>(
    'SELECT max(purged_at) AS at FROM _headgate_purge WHERE import_id = ?',
    importId,
  )
  if (purged?.at == null) return
  throw new AppError('import-state', `Cells of import ${importId} were erased on ${purged.at.slice(0, 10)}.`, {
    hint: 'What was erased cannot be brought back; import the file again if it may be kept.',
  })
}

function erase(db: WriteDb, { importId, state }: ImportRecord, what: PurgeScope): void {
  if (what === 'raw') {
    eraseRawCells(db, importId)
    return
  }
  assert(state !== 'completed', 'an import is rolled back before its rows are erased')
  if (state === 'interrupted') setImportState(db, importId, 'cancelled')
  deleteImportRows(db, importId, ['_headgate_row_block', '_headgate_issue_row'])
  db.run('DELETE FROM _headgate_chunk WHERE import_id = ?', importId)
  db.run('DELETE FROM _headgate_issue_count WHERE import_id = ?', importId)
  if (what === 'rows') return
  db.run('DELETE FROM _headgate_mapping WHERE import_id = ?', importId)
  db.run('DELETE FROM _headgate_import WHERE id = ?', importId)
  db.run('DELETE FROM _headgate_job WHERE id = ?', importId)
}

/** Said instead of reasons, which may quote a cell. */
const erasedReason = "The cells of this row were erased at their owner's word."
const rowsPerStep = 1000

function eraseRawCells(db: WriteDb, importId: number): void {
  const { first, last } = rowIdRange(importId)
  db.run('UPDATE _headgate_row_block SET changed = NULL WHERE id BETWEEN ? AND ? AND changed IS NOT NULL', first, last)
  let after = first
  for (;;) {
    const page = db.all<{ id: number; issues: string }>(
      `SELECT id, issues FROM _headgate_issue_row WHERE id > ? AND id <= ? ORDER BY id LIMIT ${rowsPerStep}`,
      after,
      last,
    )
    for (const { id, issues } of page) {
      const kept = (JSON.parse(issues) as StoredIssue[]).map(([position, code, severity = 'error']): StoredIssue => {
        return [position, code, severity, erasedReason]
      })
      // No cells, but not NULL: the row stays rejected.
      db.run(
        "UPDATE _headgate_issue_row SET issues = ?, cells = iif(cells IS NULL, NULL, '[]') WHERE id = ?",
        JSON.stringify(kept),
        id,
      )
    }
    const end = page.at(-1)
    if (!end) return
    after = end.id
  }
}

function recordPurge(db: WriteDb, { importId }: ImportRecord, what: PurgeScope, counts: PurgeCounts): void {
  db.run(
    `INSERT INTO _headgate_purge (import_id, dataset_id, what, counts, purged_by, purged_at)
     SELECT id, dataset_id, ?, ?, ?, ? FROM _headgate_import WHERE id = ?`,
    what,
    JSON.stringify(counts),
    userInfo().username,
    now(),
    importId,
  )
}

function countOf(db: ReadDb, importId: number): PurgeCounts {
  const { first, last } = rowIdRange(importId)
  const counts = db.get<PurgeCounts>(
    `WITH span (first, last) AS (VALUES (?, ?))
     SELECT (SELECT coalesce(sum(row_count), 0) FROM _headgate_row_block JOIN span ON id BETWEEN first AND last) AS acceptedRows,
       (SELECT count(*) FROM _headgate_issue_row JOIN span ON id BETWEEN first AND last WHERE cells IS NOT NULL) AS rejectedRows,
       (SELECT count(*) FROM _headgate_row_block b JOIN span ON b.id BETWEEN first AND last, json_each(b.changed)) AS changedRows`,
    first,
    last,
  )
  return counts ?? { acceptedRows: 0, rejectedRows: 0, changedRows: 0 }
}

function relatedImports(db: ReadDb, importId: number): number[] {
  const rows = db.all<{ id: number }>(
    `WITH RECURSIVE pair (a, b) AS (
       SELECT id, plan ->> '$.content.importId' FROM _headgate_import WHERE plan ->> '$.content.importId' IS NOT NULL
     ), related (id) AS (
       SELECT ? UNION SELECT iif(pair.a = related.id, pair.b, pair.a) FROM pair JOIN related ON related.id IN (pair.a, pair.b)
     )
     SELECT r.id FROM related r JOIN _headgate_import i ON i.id = r.id WHERE r.id <> ? ORDER BY r.id`,
    importId,
    importId,
  )
  return rows.map(({ id }) => id)
}

function filesSince({ root, backups }: WorkspacePaths, since: string): PurgeResult['heldBy'] {
  return [backups, join(root, 'archive')].flatMap(filesIn).filter(({ modifiedAt }) => modifiedAt >= since)
}

function filesIn(folder: string): PurgeResult['heldBy'] {
  const entries = statSync(folder, { throwIfNoEntry: false })?.isDirectory()
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
    : []
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      const { size, mtime } = statSync(path)
      return { path, bytes: size, modifiedAt: mtime.toISOString() }
    })
}

function refuseWhileRunning(db: ReadDb): void {
  const running = db.get<{ id: number }>(
    "SELECT id FROM _headgate_job WHERE kind = 'import' AND state IN ('queued', 'running', 'paused') LIMIT 1",
  )
  if (!running) return
  throw new AppError('import-state', `Import ${running.id} runs: nothing can be erased meanwhile.`, {
    hint: 'Wait for its end, or stop it.',
  })
}

/** Rebuilding writes the database once beside itself and once into its log. */
function refuseShortage({ root, sqlite }: WorkspacePaths): void {
  const { bavail, bsize } = statfsSync(root)
  const [freeBytes, neededBytes] = [bavail * bsize, 2 * statSync(sqlite).size]
  if (freeBytes >= neededBytes) return
  throw new AppError(
    'disk-space',
    `Too little space: erasing rebuilds the database, which needs about ${formatBytes(neededBytes)}, and ${formatBytes(freeBytes)} are free.`,
    { hint: 'Free some space first; nothing was erased.', details: { neededBytes, freeBytes } },
  )
}

function truncateLog(db: WriteDb): void {
  const outcome = db.get<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)')
  if (outcome?.busy === 0) return
  throw new AppError(
    'import-state',
    'What was erased is still in the log of the database, because another part of the program reads it.',
    {
      hint: 'Erase again once nothing else works on the workspace.',
    },
  )
}

function now(): string {
  return new Date().toISOString()
}
