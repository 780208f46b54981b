import { type FieldType, type TypeProperty, typeProperties } from '../../../contract/schema/field-type.ts'
import type { SchemaField } from '../../../contract/schema/schema-document.ts'
import { AppError } from '../lib/app-error.ts'
import { countryNames } from '../validate/types/country.ts'
import { caseKey } from '../validate/types/enum.ts'
import { postalPattern, postalRegions } from '../validate/types/postal-patterns.ts'
import { isZone } from '../validate/types/zone.ts'
import { isLocale } from '../validate/writing/locale-notation.ts'
import { refuseFormats } from './refuse-formats.ts'

/**
 * Refuses properties that the field's type does not take, that say nothing it knows, or that it needs and does not have.
 * @throws AppError `schema-invalid`
 */
export function refuseProperties(field: SchemaField): void {
  const types: FieldType[] = field.type === 'list' ? ['list', field.items ?? 'text'] : [field.type]
  for (const property of Object.keys(typeProperties) as TypeProperty[]) {
    const takers: readonly FieldType[] = typeProperties[property]
    if (field[property] === undefined || types.some((type) => takers.includes(type))) continue
    refuse(
      field,
      `${property} belongs to ${named(takers)}, not to ${field.type}`,
      `Take ${property} off the field, or give the field another type.`,
    )
  }
  refuseFormats(field, types.at(-1) as FieldType)
  if (field.locale !== undefined) refuseLocale(field.locale, `Field "${field.name}"`)
  if (field.currency !== undefined && !Intl.supportedValuesOf('currency').includes(field.currency)) {
    refuse(field, `"${field.currency}" is no currency of ISO 4217`, 'Write its code, as in EUR.')
  }
  if (field.zone !== undefined && !isZone(field.zone)) {
    refuse(field, `"${field.zone}" is no time zone`, 'Write its IANA name, as in Europe/Berlin.')
  }
  if (types.includes('enum')) refuseValues(field)
  if (types.includes('postal-code')) refuseRegion(field)
  if (field.type === 'list' && field.separator === undefined) {
    refuse(field, 'a list needs a separator', 'Say what stands between its items, as in "separator": ";".')
  }
}

/** @throws AppError `schema-invalid` for what is no BCP 47 tag */
export function refuseLocale(locale: string, place: string): void {
  if (isLocale(locale)) return
  throw new AppError('schema-invalid', `${place}: "${locale}" is no locale.`, {
    hint: 'Write a BCP 47 tag, as in de-DE or en-US.',
  })
}

function refuseValues(field: SchemaField): void {
  const { values, ignoreCase, locale } = field
  if (values === undefined)
    return refuse(field, 'an enum needs its values', 'List them, as in "values": ["open", "done"].')
  const keys = ignoreCase === true ? values.map((value) => caseKey(value, locale)) : values
  const twice = values.find((_, index) => keys.indexOf(keys[index] as string) !== index)
  if (twice === undefined) return
  const regard = ignoreCase === true ? ', without regard to case' : ''
  refuse(field, `the value "${twice}" is listed twice${regard}`, 'Take one of the two out.')
}

function refuseRegion(field: SchemaField): void {
  const { region } = field
  if (region === undefined) {
    return refuse(field, 'a postal code needs a region', 'Name the country, as in "region": "DE".')
  }
  if (postalPattern(region) !== undefined) return
  const code = countryNames(undefined).get(caseKey(region, undefined))
  refuse(
    field,
    `the postal codes of ${region} are not known`,
    `Use the type text with a pattern${code === undefined ? '' : `, or the region ${code}`}. Known are: ${postalRegions().join(', ')}.`,
  )
}

function named(types: readonly string[]): string {
  return types.length === 1 ? `${types[0]}` : `${types.slice(0, -1).join(', ')} and ${types.at(-1)}`
}

function refuse(field: SchemaField, why: string, hint: string): never {
  throw new AppError('schema-invalid', `Field "${field.name}": ${why}.`, { hint })
}
