import { flatSchema } from '../../../contract/schema/flat-schema.ts'
import { type SchemaDocument, schemaDocument } from '../../../contract/schema/schema-document.ts'
import { compileSchema } from '../validate/compile-schema.ts'
import type { Extensions } from '../validate/extensions.ts'
import { fromFlat } from './from-flat.ts'
import { parseShape } from './parse-shape.ts'
import { refuseImpossible } from './refuse-impossible.ts'

/**
 * Reads a schema document of either form.
 * @throws AppError `schema-invalid` naming the place and the reason
 */
export function parseSchema(value: unknown): SchemaDocument {
  const document = isFlat(value) ? fromFlat(parseShape(flatSchema, value)) : parseShape(schemaDocument, value)
  refuseImpossible(document)
  return document
}

/**
 * Reads a schema document of either form, and checks that every rule of it can work.
 * @throws AppError `schema-invalid` naming the place and the reason
 */
export async function readSchema(value: unknown, extensions: Extensions): Promise<SchemaDocument> {
  const document = parseSchema(value)
  // Compiling finds what only compiling can: names that nobody registered, and defaults that fail their own rules.
  await compileSchema(
    document,
    document.fields.map((field) => ({ source: field.name, field: field.name, type: field.type })),
    extensions,
  )
  return document
}

function isFlat(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'rules' in value && !('fields' in value)
}
