import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { type DateNotation, dateNotation, readingsIn } from '../writing/date-notation.ts'
import { formatsOf, onlyOne, remembered } from '../writing/field-writing.ts'
import { localeDates, localText } from '../writing/locale-notation.ts'
import type { DateFormat, DateReading } from '../writing/read-date.ts'

/** The ways of writing that a field declares, by its formats, else by its locale; null where it declares none. */
function declaredNotations(field: SchemaField, kind: DateFormat['kind']): readonly DateNotation[] | null {
  const formats = formatsOf(field)
  if (formats.length > 0) return formats.flatMap((format) => dateNotation(format) ?? [])
  return field.locale === undefined || kind === 'duration' ? null : localeDates(field.locale, kind)
}

/**
 * [T-date-format] Reads a day, a time or both as the field declares it: as `write` writes what was read, null where nothing was or where
 * the formats do not agree. Null for a field that declares nothing.
 */
export function declaredDate(
  field: SchemaField,
  kind: DateFormat['kind'],
  write: (reading: DateReading) => string | null,
): ((text: string) => string | null) | null {
  const notations = declaredNotations(field, kind)
  if (notations === null) return null
  const names = new Set(notations.map(({ name }) => name))
  const ascii = field.locale === undefined || formatsOf(field).length > 0 ? null : localText(field.locale)
  return remembered((text) => onlyOne(readingsIn(kind, names, ascii === null ? text : ascii(text)).map(write)))
}
