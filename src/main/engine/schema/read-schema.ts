import type { z } from 'zod'
import { flatSchema } from '../../../contract/schema/flat-schema.ts'
import { type SchemaDocument, schemaDocument } from '../../../contract/schema/schema-document.ts'
import type { Extensions } from '../validate/extensions.ts'
import { compileFaults } from './compile-faults.ts'
import { refuse, type SchemaFault } from './faults.ts'
import { fromFlat } from './from-flat.ts'
import { fieldFaults, impossibleFaults } from './impossible-faults.ts'
import { shapeFaults } from './shape-faults.ts'

/**
 * Reads a schema document of either form.
 * @throws AppError `schema-invalid` naming every place, each with its reason
 */
export function parseSchema(value: unknown): SchemaDocument {
  const faults: SchemaFault[] = []
  if (isFlat(value)) {
    const flat = readShape(flatSchema, value, faults)
    const rules = flat?.rules ?? soundEntries(flatSchema.shape.rules.element, value, 'rules')
    // A rule that is not sound leaves a gap, so that the others keep their numbers.
    const document = fromFlat({ ...(flat ?? { name: '' }), rules }, faults)
    if (flat) faults.push(...impossibleFaults(document))
    else faults.push(...document.fields.flatMap(fieldFaults))
    refuse(faults)
    return document
  }
  const document = readShape(schemaDocument, value, faults)
  if (document) faults.push(...impossibleFaults(document))
  else {
    for (const field of soundEntries(schemaDocument.shape.fields.element, value, 'fields')) {
      if (field) faults.push(...fieldFaults(field))
    }
  }
  refuse(faults)
  return document as SchemaDocument
}

/**
 * Reads a schema document of either form, and checks that every rule of it can work.
 * @throws AppError `schema-invalid` naming every place, each with its reason
 */
export async function readSchema(value: unknown, extensions: Extensions): Promise<SchemaDocument> {
  const document = parseSchema(value)
  refuse(await compileFaults(document, extensions))
  return document
}

/** Whether a document is a list of rules that name their fields; rules beside fields are those of whole rows. */
function isFlat(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'rules' in value && !('fields' in value)
}

function readShape<T extends z.ZodType>(shape: T, value: unknown, faults: SchemaFault[]): z.output<T> | null {
  const result = shape.safeParse(value)
  if (result.success) return result.data
  faults.push(...shapeFaults(shape, value, result.error))
  return null
}

/** The entries of a list that have their shape, so that the rest of what is wrong with them is told too; null for the others. */
function soundEntries<T extends z.ZodType>(shape: T, value: unknown, list: string): (z.output<T> | null)[] {
  const entries = (value as Record<string, unknown> | null)?.[list]
  return Array.isArray(entries) ? entries.map((entry) => shape.safeParse(entry).data ?? null) : []
}
