import type { SchemaDocument, SchemaField } from '../../../../contract/schema/schema-document.ts'
import { compileType } from '../../validate/types/compile-type.ts'
import { withLocale } from '../../validate/writing/field-writing.ts'

/** A document whose default texts are those that are stored: `12.50` of `12,50`, `0.125` of `12.5%`. */
export async function withStoredDefaults(document: SchemaDocument): Promise<SchemaDocument> {
  const fields = document.fields.map(async (field) => ({ ...field, ...(await storedDefault(field, document.locale)) }))
  return { ...document, fields: await Promise.all(fields) }
}

async function storedDefault(field: SchemaField, locale: string | undefined): Promise<Pick<SchemaField, 'default'>> {
  if (typeof field.default !== 'string') return {}
  const type = await compileType(withLocale(field, locale))
  const stored = type?.read(field.default)
  return typeof stored === 'string' ? { default: stored } : {}
}
