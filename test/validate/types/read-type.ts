import { type SchemaField, schemaField } from '../../../src/contract/schema/schema-document.ts'
import { compileType } from '../../../src/main/engine/validate/types/compile-type.ts'

/** How a field of such properties reads texts: the stored text, or the code of what is wrong as `!code`. */
export async function readerOf(properties: Partial<SchemaField>): Promise<(text: string) => string> {
  const type = await compileType(schemaField.parse({ name: 'f', ...properties }))
  return (text) => {
    if (type === null) return text
    const read = type.read(text)
    return typeof read === 'string' ? read : `!${read.code}`
  }
}
