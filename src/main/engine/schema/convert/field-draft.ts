import type { FieldCheck } from '../../../../contract/schema/field-check.ts'
import type { SchemaField } from '../../../../contract/schema/schema-document.ts'

/** A field that a conversion fills in; what it leaves out is as the contract has it. */
export type FieldDraft = { -readonly [K in keyof SchemaField]?: SchemaField[K] } & {
  readonly name: string
  checks: FieldCheck[]
}

/** Puts the word for a thing into a draft, where the other form says it as text. */
export function copyWords(from: Readonly<Record<string, unknown>>, draft: FieldDraft): void {
  if (typeof from['title'] === 'string') draft.title = from['title']
  if (typeof from['description'] === 'string') draft.description = from['description']
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The texts of a list, or of a single one; null for anything else. */
export function textsOf(value: unknown): string[] | null {
  const list = Array.isArray(value) ? value : [value]
  return list.every((entry) => typeof entry === 'string') ? list : null
}

/** The values of a list as the texts that files have; null where one of them is no text, number or truth value. */
export function plainTexts(value: unknown): string[] | null {
  if (!Array.isArray(value) || value.length === 0) return null
  const plain = value.every(
    (entry) => typeof entry === 'string' || typeof entry === 'number' || typeof entry === 'boolean',
  )
  return plain ? value.map(String) : null
}
