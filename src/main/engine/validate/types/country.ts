import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import type { ValueType } from '../value-type.ts'
import { failureOf } from '../verdict.ts'
import { formatsOf } from '../writing/field-writing.ts'
import { countryCodes } from './country-codes.ts'
import { caseKey } from './enum.ts'

/** How countries may be written. */
export const countryFormats = ['alpha-2', 'alpha-3', 'name'] as const

/**
 * [T-country] a country of ISO 3166-1, stored as alpha-2: written as that, in upper case, unless the field's formats allow alpha-3 or
 * names, which are those of Intl in English and in the field's locale, without regard to case.
 */
export function countryType(field: SchemaField): ValueType {
  const formats = formatsOf(field)
  const known = new Map<string, string>()
  const hasNames = formats.includes('name')
  for (const [code, alpha3] of countryCodes) {
    if (formats.length === 0 || formats.includes('alpha-2')) known.set(code, code)
    if (formats.includes('alpha-3')) known.set(alpha3, code)
  }
  const names = hasNames ? countryNames(field.locale) : new Map<string, string>()
  const failure = failureOf('invalid-country')
  return {
    read: (text) => known.get(text) ?? (hasNames ? names.get(caseKey(text, field.locale)) : undefined) ?? failure,
    readsBytes: !hasNames,
    compareTo: null,
  }
}

/** Codes by name, in English and in a locale; keys are without case. */
export function countryNames(locale: string | undefined): Map<string, string> {
  const names = new Map<string, string>()
  for (const language of locale === undefined ? ['en'] : ['en', locale]) {
    for (const style of ['short', 'long'] as const) {
      const display = new Intl.DisplayNames(language, { type: 'region', style, fallback: 'none' })
      for (const code of countryCodes.keys()) {
        const name = display.of(code)
        if (name !== undefined) names.set(caseKey(name, locale), code)
      }
    }
  }
  return names
}
