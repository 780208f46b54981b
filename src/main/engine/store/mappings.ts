import { createHash } from 'node:crypto'
import { nameKey } from '../lib/names.ts'
import type { ReadDb, WriteDb } from './database.ts'

/** How the columns of a file were matched when it was imported. */
export interface SavedMapping {
  readonly importId: number
  /** The columns' names in the order of the file. */
  readonly header: readonly string[]
  /** Column -> field, of what a person said. */
  readonly mapping: Readonly<Record<string, string>>
}

interface MappingRow {
  importId: number
  header: string
  mapping: string
}

const columns = 'import_id AS importId, header, mapping'

function fromRow(row: MappingRow): SavedMapping {
  return {
    importId: row.importId,
    header: JSON.parse(row.header) as string[],
    mapping: JSON.parse(row.mapping) as Record<string, string>,
  }
}

/** What a header is known by: its names, in any order and case. */
function fingerprint(header: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(header.map(nameKey).sort()))
    .digest('hex')
}

/** How the last file of this header was matched. */
export function findMapping(db: ReadDb, schemaName: string, header: readonly string[]): SavedMapping | undefined {
  const row = db.get<MappingRow>(
    `SELECT ${columns} FROM _headgate_mapping WHERE schema_key = ? AND header_hash = ?`,
    nameKey(schemaName),
    fingerprint(header),
  )
  return row && fromRow(row)
}

/** How the last file was matched, whatever its header was. */
export function lastMapping(db: ReadDb, schemaName: string): SavedMapping | undefined {
  const row = db.get<MappingRow>(
    `SELECT ${columns} FROM _headgate_mapping WHERE schema_key = ? ORDER BY import_id DESC LIMIT 1`,
    nameKey(schemaName),
  )
  return row && fromRow(row)
}

export function saveMapping(db: WriteDb, schemaName: string, saved: SavedMapping): void {
  db.run(
    `INSERT OR REPLACE INTO _headgate_mapping (schema_key, header_hash, header, mapping, import_id) VALUES (?, ?, ?, ?, ?)`,
    nameKey(schemaName),
    fingerprint(saved.header),
    JSON.stringify(saved.header),
    JSON.stringify(saved.mapping),
    saved.importId,
  )
}
