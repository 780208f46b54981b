import type { SchemaDocument, SchemaField } from '../../../contract/schema/schema-document.ts'
import { compileSchema } from '../validate/compile-schema.ts'
import type { Extensions } from '../validate/extensions.ts'
import { fieldColumn } from '../validate/layout.ts'
import { faultsOf, type SchemaFault } from './faults.ts'

/**
 * What only compiling finds in a document: names that nobody registered, defaults that fail their own rules. Compiling ends at the
 * first of them, so a document that does not compile is compiled again in parts.
 */
export async function compileFaults(document: SchemaDocument, extensions: Extensions): Promise<SchemaFault[]> {
  const compile = async (fields: readonly SchemaField[], judged: readonly SchemaField[]): Promise<SchemaFault[]> => {
    const part = { ...document, fields: [...fields] }
    const layout = judged.map((field) => fieldColumn(part, field.name, field.name))
    try {
      await compileSchema(part, layout, extensions)
      return []
    } catch (error) {
      return [...faultsOf(error)]
    }
  }
  const first = await compile(document.fields, document.fields)
  if (first.length === 0) return []
  const found: SchemaFault[] = []
  for (const [index, field] of document.fields.entries()) {
    const whole = await compile(document.fields, [field])
    if (whole.length === 0) continue
    for (const part of partsOf(field)) found.push(...(await compile(document.fields.with(index, part), [part])))
    found.push(...whole)
  }
  // Last what belongs to no field alone; what was found before is told once.
  return [...found, ...first]
}

/** A field with each of its checks and transforms by itself. */
function partsOf(field: SchemaField): SchemaField[] {
  const { default: _, ...bare } = { ...field, transforms: [], checks: [] }
  return [
    ...field.transforms.map((step) => ({ ...bare, transforms: [step] })),
    ...field.checks.map((check) => ({ ...bare, checks: [check] })),
  ]
}
