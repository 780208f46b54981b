import type { SchemaImport } from '../../../../contract/schema/schema-conversion.ts'
import { AppError } from '../../lib/app-error.ts'
import { parseSchema } from '../read-schema.ts'
import { isObject } from './field-draft.ts'
import { fromJsonSchema, isJsonSchema } from './from-json-schema.ts'
import { fromTableSchema, isTableSchema } from './from-table-schema.ts'

/**
 * Reads a schema in any form: our own two, a Table Schema, the resource or data package of one, or a JSON Schema. `name` is its name where
 * it has none. What our document cannot say of it is told in notes.
 * @throws AppError `schema-invalid` naming every place that is not as it should be
 */
export function importSchema(value: unknown, name: string): SchemaImport {
  const resource = onlyResource(value)
  if (resource) {
    const named = resource['name']
    return importSchema(resource['schema'], typeof named === 'string' ? named : name)
  }
  if (isTableSchema(value)) {
    const { document, notes } = fromTableSchema(value, name)
    return { format: 'table-schema', document: parseSchema(document), notes }
  }
  if (isJsonSchema(value)) {
    const { document, notes } = fromJsonSchema(value, name)
    if ('fields' in document && Array.isArray(document.fields) && document.fields.length === 0) {
      throw new AppError('schema-invalid', 'The JSON Schema has no properties, so there are no fields.', {
        hint: 'Give the JSON Schema of one row: an object with properties, or a list of such objects.',
      })
    }
    return { format: 'json-schema', document: parseSchema(document), notes }
  }
  return { format: 'headgate', document: parseSchema(value), notes: [] }
}

/** The resource that a descriptor is, or the only one of a data package; undefined for anything else. */
function onlyResource(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (!isObject(value)) return undefined
  if (isTableSchema(value['schema'])) return value
  if (!Array.isArray(value['resources'])) return undefined
  const [resource, ...more] = (value['resources'] as unknown[]).filter(isObject)
  if (!resource || more.length > 0) {
    throw new AppError('schema-invalid', `The data package has ${more.length + (resource ? 1 : 0)} resources.`, {
      hint: 'Give the schema of one of its resources as a file of its own.',
    })
  }
  return isTableSchema(resource['schema']) ? resource : undefined
}
