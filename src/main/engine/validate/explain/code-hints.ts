import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { closest } from '../../lib/closest.ts'
import { countryNames } from '../types/country.ts'
import { countryCodes } from '../types/country-codes.ts'
import { caseKey } from '../types/enum.ts'
import { ibanFault, ibanLength, joinedIban } from '../types/iban.ts'
import { postalPattern } from '../types/postal-patterns.ts'
import { eitherOf, expectedWriting } from './expected.ts'
import { formatsOf } from '../writing/field-writing.ts'

/** What is wrong with a text that is no UUID. */
export function uuidHint(value: string): string {
  const digits = value.replace(/^urn:uuid:/i, '').replace(/[{}\s-]/g, '')
  if (!/^[0-9a-f]*$/i.test(digits))
    return 'A UUID has the digits 0 to 9 and a to f only, in groups of 8, 4, 4, 4 and 12.'
  if (digits.length !== 32) return `It has ${digits.length} digits; a UUID has 32, in groups of 8, 4, 4, 4 and 12.`
  const groups = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(digits.toLowerCase()) ?? []
  return `Did you mean ${groups.slice(1).join('-')}?`
}

/** What is wrong with a text that is no account number. */
export function ibanHint(value: string): string {
  const joined = joinedIban(value.trim())
  const country = joined.slice(0, 2)
  switch (ibanFault(joined)) {
    case 'country':
      return `No country with IBANs has the code ${country}.`
    case 'length':
      return `An IBAN of ${country} has ${ibanLength(joined)} characters; this one has ${joined.length}.`
    case 'check-digits':
      return 'Its check digits do not fit: a character is wrong, or two are exchanged.'
    case null:
      return 'There are spaces around it; the transform `trim` removes them.'
    default:
      return 'Write the country, two check digits and the account, as in DE89 3704 0044 0532 0130 00.'
  }
}

/** The country that a text may have been meant to be. */
export function countryHint(value: string, field: SchemaField | undefined): string {
  const text = value.trim()
  const upper = text.toUpperCase()
  const byAlpha3 = [...countryCodes].find(([, alpha3]) => alpha3 === upper)?.[0]
  const code = countryCodes.has(upper)
    ? upper
    : (byAlpha3 ?? countryNames(field?.locale).get(caseKey(text, field?.locale)))
  const formats = field === undefined ? [] : formatsOf(field)
  const ways = formats.length === 0 || formats.includes('alpha-2') ? 'two-letter codes of ISO 3166, as in DE' : null
  const expected = `Write countries as ${eitherOf([
    ...(ways === null ? [] : [ways]),
    ...(formats.includes('alpha-3') ? ['three-letter codes, as in DEU'] : []),
    ...(formats.includes('name') ? ['names, as in Germany'] : []),
  ])}.`
  if (code === undefined) return expected
  const alpha3Alone = formats.length > 0 && !formats.includes('alpha-2') && formats.includes('alpha-3')
  return `Did you mean ${alpha3Alone ? countryCodes.get(code) : code}? ${expected}`
}

/** How the postal codes of the field's country are written. */
export function postalHint(field: SchemaField | undefined): string {
  const pattern = postalPattern(field?.region ?? '')
  return pattern === undefined
    ? 'Check the postal code.'
    : `Postal codes of ${field?.region} are written as in ${pattern.example}.`
}

/** Where a text ceases to be JSON, as far as the parser says. */
export function jsonHint(value: string): string {
  try {
    JSON.parse(value)
    return 'It spells half of a surrogate pair, which is no character.'
  } catch (error) {
    if (/^\s*[{[].*'/.test(value)) return 'Put names and texts into double quotes, not single ones.'
    return `The parser says: ${(error as Error).message}`
  }
}

/** What the items of a list must be. */
export function listHint(field: SchemaField | undefined): string {
  const items = field?.items ?? 'text'
  const separator = field?.separator ?? ';'
  return `Each item between "${separator}" must be of the type ${items}, written as ${expectedWriting(field, 'that type is')}, and none may be empty.`
}

/** The allowed values, and the one that was probably meant. */
export function closestHint(value: string, words: readonly string[]): string | null {
  if (words.length === 0) return null
  const near = value.length > 100 ? null : closest(value.trim(), words)
  return near === null ? `Allowed are: ${listed(words)}.` : `Did you mean ${near}? Allowed are: ${listed(words)}.`
}

/** The first words of a long list. */
export function listed(words: readonly string[]): string {
  return words.length > 12 ? `${words.slice(0, 12).join(', ')} and ${words.length - 12} more` : words.join(', ')
}
