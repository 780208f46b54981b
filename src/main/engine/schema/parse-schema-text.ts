import { AppError } from '../lib/app-error.ts'
import { findJsonFault } from '../lib/json-fault.ts'

/**
 * The JSON value in the text of a schema file; a mark of UTF-8 before it is passed over. `source` names the file in words.
 * @throws AppError `schema-invalid` with line and column, also for a name that stands twice in one object
 */
export function parseSchemaText(text: string, source: string): unknown {
  const json = text.replace(/^\uFEFF/, '')
  const fault = findJsonFault(json)
  if (fault === null) return JSON.parse(json)
  const { line, column, reason } = fault
  throw new AppError('schema-invalid', `${source} is not JSON: line ${line}, column ${column}: ${reason}.`, {
    hint: 'A schema is one JSON document; docs/schema-format.md describes it.',
    details: { line, column },
  })
}
