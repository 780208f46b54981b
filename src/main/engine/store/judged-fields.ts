import type { JudgedField } from '../../../contract/judged-field.ts'
import { judgedFields } from '../validate/judged-fields.ts'
import { fieldTallies } from './chunks.ts'
import type { ReadDb } from './database.ts'
import { importPlan } from './imports.ts'
import { issueCounts } from './issues.ts'
import { schemaById } from './schemas.ts'

/** What an import found and did, field by field, in the order of the file's columns. */
export function importStatistics(db: ReadDb, importId: number): JudgedField[] {
  const { layout, schemaVersionId } = importPlan(db, importId)
  const { document } = schemaById(db, schemaVersionId)
  return judgedFields(layout, document, fieldTallies(db, importId), issueCounts(db, importId))
}
