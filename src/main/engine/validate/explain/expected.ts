import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { formatsOf } from '../writing/field-writing.ts'

/** How a field's values are to be written: its formats, else an example of its locale, else the plain writing. */
export function expectedWriting(
  field: SchemaField | undefined,
  plain: string,
  inLocale: ((locale: string) => string) | null = null,
): string {
  const formats = field === undefined ? [] : formatsOf(field)
  if (formats.length > 0) return eitherOf(formats)
  return field?.locale === undefined || inLocale === null ? plain : `${inLocale(field.locale)} (${field.locale})`
}

/** `a`, `a or b`, `a, b or c`. */
export function eitherOf(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

/** Whether the field says how its values are written. */
export function isDeclared(field: SchemaField | undefined): boolean {
  return field?.format !== undefined || field?.locale !== undefined
}
