import { type FieldType, type TypeProperty, typeProperties } from '../../../contract/schema/field-type.ts'
import type { SchemaField } from '../../../contract/schema/schema-document.ts'
import { closest } from '../lib/closest.ts'
import { countryNames } from '../validate/types/country.ts'
import { caseKey } from '../validate/types/enum.ts'
import { postalPattern, postalRegions } from '../validate/types/postal-patterns.ts'
import { isZone } from '../validate/types/zone.ts'
import { isLocale } from '../validate/writing/locale-notation.ts'
import type { SchemaFault } from './faults.ts'
import { formatFaults, stepFaults } from './format-faults.ts'

/** What is wrong with the properties of a field: that its type does not take them, that they say nothing it knows, that it lacks one. */
export function propertyFaults(field: SchemaField): SchemaFault[] {
  const types: FieldType[] = field.type === 'list' ? ['list', field.items ?? 'text'] : [field.type]
  return [
    ...misplaced(field, types),
    ...formatFaults(field, types.at(-1) as FieldType),
    ...field.transforms.flatMap((step) => stepFaults(field, step)),
    ...localeFault(field.locale, `Field "${field.name}"`),
    ...unknownNames(field),
    ...(types.includes('enum') ? valueFaults(field) : []),
    ...(types.includes('postal-code') ? regionFaults(field) : []),
    ...(field.type === 'list' && field.separator === undefined
      ? [fault(field, 'a list needs a separator', 'Say what stands between its items, as in "separator": ";".')]
      : []),
  ]
}

/** What is wrong with a locale; `place` begins the sentence. */
export function localeFault(locale: string | undefined, place: string): SchemaFault[] {
  if (locale === undefined || isLocale(locale)) return []
  return [{ message: `${place}: "${locale}" is no locale.`, hint: 'Write a BCP 47 tag, as in de-DE or en-US.' }]
}

function misplaced(field: SchemaField, types: readonly FieldType[]): SchemaFault[] {
  return (Object.keys(typeProperties) as TypeProperty[]).flatMap((property) => {
    const takers: readonly FieldType[] = typeProperties[property]
    if (field[property] === undefined || types.some((type) => takers.includes(type))) return []
    const why = `${property} belongs to ${named(takers)}, not to ${field.type}`
    return [fault(field, why, `Take ${property} off the field, or give the field another type.`)]
  })
}

function unknownNames(field: SchemaField): SchemaFault[] {
  const faults: SchemaFault[] = []
  if (field.currency !== undefined && !Intl.supportedValuesOf('currency').includes(field.currency)) {
    faults.push(fault(field, `"${field.currency}" is no currency of ISO 4217`, 'Write its code, as in EUR.'))
  }
  if (field.zone !== undefined && !isZone(field.zone)) {
    const near = closest(field.zone, Intl.supportedValuesOf('timeZone'))
    const hint = near === null ? 'Write its IANA name, as in Europe/Berlin.' : `Did you mean "${near}"?`
    faults.push(fault(field, `"${field.zone}" is no time zone`, hint))
  }
  return faults
}

function valueFaults(field: SchemaField): SchemaFault[] {
  const { values, ignoreCase, locale } = field
  if (values === undefined) {
    return [fault(field, 'an enum needs its values', 'List them, as in "values": ["open", "done"].')]
  }
  const keys = ignoreCase === true ? values.map((value) => caseKey(value, locale)) : values
  const twice = values.filter((_, index) => keys.indexOf(keys[index] as string) !== index)
  const regard = ignoreCase === true ? ', without regard to case' : ''
  return twice.map((value) => fault(field, `the value "${value}" is listed twice${regard}`, 'Take one of the two out.'))
}

function regionFaults(field: SchemaField): SchemaFault[] {
  const { region } = field
  if (region === undefined) {
    return [fault(field, 'a postal code needs a region', 'Name the country, as in "region": "DE".')]
  }
  if (postalPattern(region) !== undefined) return []
  const code = countryNames(undefined).get(caseKey(region, undefined))
  const hint = `Use the type text with a pattern${code === undefined ? '' : `, or the region ${code}`}. Known are: ${postalRegions().join(', ')}.`
  return [fault(field, `the postal codes of ${region} are not known`, hint)]
}

function named(types: readonly string[]): string {
  return types.length === 1 ? `${types[0]}` : `${types.slice(0, -1).join(', ')} and ${types.at(-1)}`
}

function fault(field: SchemaField, why: string, hint: string): SchemaFault {
  return { message: `Field "${field.name}": ${why}.`, hint }
}
