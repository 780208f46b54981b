import { createHash } from 'node:crypto'
import { type SchemaDocument, type SchemaSummary, schemaDocument } from '../../../contract/schema/schema-document.ts'
import type { SchemaVersionSummary } from '../../../contract/schema/schema-difference.ts'
import { AppError } from '../lib/app-error.ts'
import { nameKey } from '../lib/names.ts'
import type { ReadDb, WriteDb } from './database.ts'

/** A version of a schema as it is stored. */
export interface SchemaVersion {
  readonly id: number
  readonly name: string
  readonly version: number
  readonly document: SchemaDocument
}

interface SchemaRow {
  id: number
  name: string
  version: number
  document: string
}

const columns = 'id, name, version, document'

function fromRow(row: SchemaRow): SchemaVersion {
  return { id: row.id, name: row.name, version: row.version, document: schemaDocument.parse(JSON.parse(row.document)) }
}

/** Stores a document as the next version of its name; an identical one is the version that it was before. */
export function addSchema(db: WriteDb, document: SchemaDocument): SchemaVersion & { created: boolean } {
  const text = JSON.stringify(document)
  const hash = createHash('sha256').update(text).digest('hex')
  const key = nameKey(document.name)
  const same = db.get<SchemaRow>(
    `SELECT ${columns} FROM _headgate_schema_version WHERE name_key = ? AND document_hash = ?`,
    key,
    hash,
  )
  if (same) return { ...fromRow(same), created: false }
  const newest = db.get<{ version: number }>(
    'SELECT max(version) AS version FROM _headgate_schema_version WHERE name_key = ?',
    key,
  )
  const version = (newest?.version ?? 0) + 1
  const { lastInsertRowid } = db.run(
    `INSERT INTO _headgate_schema_version (name, name_key, version, document, document_hash, created_at) VALUES (?, ?, ?, ?, ?, ?)`,
    document.name,
    key,
    version,
    text,
    hash,
    new Date().toISOString(),
  )
  return { id: lastInsertRowid, name: document.name, version, document, created: true }
}

/** The newest version of a schema, or the one that is asked for; undefined where there is none. */
export function findSchema(db: ReadDb, name: string, version?: number): SchemaVersion | undefined {
  const row =
    version === undefined
      ? db.get<SchemaRow>(
          `SELECT ${columns} FROM _headgate_schema_version WHERE name_key = ? ORDER BY version DESC LIMIT 1`,
          nameKey(name),
        )
      : db.get<SchemaRow>(
          `SELECT ${columns} FROM _headgate_schema_version WHERE name_key = ? AND version = ?`,
          nameKey(name),
          version,
        )
  return row && fromRow(row)
}

/** @throws AppError `schema-unknown` naming the schemas that there are */
export function requireSchema(db: ReadDb, name: string, version?: number): SchemaVersion {
  const found = findSchema(db, name, version)
  if (found) return found
  const known = listSchemas(db).map((schema) => schema.name)
  const wanted = version === undefined ? `"${name}"` : `"${name}" in version ${version}`
  throw new AppError('schema-unknown', `There is no schema ${wanted}.`, {
    hint: known.length === 0 ? 'Add one with `headgate schema add FILE`.' : `Known are: ${known.join(', ')}.`,
  })
}

export function schemaById(db: ReadDb, id: number): SchemaVersion {
  const row = db.get<SchemaRow>(`SELECT ${columns} FROM _headgate_schema_version WHERE id = ?`, id)
  if (!row) throw new Error(`no schema version ${id}`)
  return fromRow(row)
}

/** The newest version of each schema, by name. */
export function listSchemas(db: ReadDb): SchemaSummary[] {
  return db
    .all<{ name: string; version: number; fields: number; title: string | null; created_at: string }>(
      `SELECT name, max(version) AS version, json_array_length(document, '$.fields') AS fields,
              document ->> '$.title' AS title, created_at
       FROM _headgate_schema_version GROUP BY name_key ORDER BY name_key`,
    )
    .map(({ created_at, ...schema }) => ({ ...schema, createdAt: created_at }))
}

/**
 * Every version of a schema, oldest first.
 * @throws AppError `schema-unknown`
 */
export function schemaVersions(db: ReadDb, name: string): SchemaVersionSummary[] {
  requireSchema(db, name)
  return db.all<SchemaVersionSummary>(
    `SELECT s.version, s.created_at AS createdAt, json_array_length(s.document, '$.fields') AS fields,
            (SELECT count(*) FROM _headgate_import i WHERE i.schema_version_id = s.id) AS imports
     FROM _headgate_schema_version s WHERE s.name_key = ? ORDER BY s.version`,
    nameKey(name),
  )
}
