import type { FieldType } from '../../../contract/schema/field-type.ts'
import type { SchemaField } from '../../../contract/schema/schema-document.ts'
import type { TransformStep } from '../../../contract/schema/transform-step.ts'
import { countryFormats } from '../validate/types/country.ts'
import { wordPair } from '../validate/types/boolean.ts'
import { type DateNotation, dateNotation } from '../validate/writing/date-notation.ts'
import { formatsOf } from '../validate/writing/field-writing.ts'
import { numberNotation } from '../validate/writing/number-notation.ts'
import type { SchemaFault } from './faults.ts'

/** What is wrong with a format, or null; and formats that are right. */
interface FormatRule {
  readonly fault: (format: string, field: SchemaField) => string | null
  readonly examples: string
}

const number: FormatRule = {
  fault: (format) => {
    const found = numberNotation(format)
    if (found === null) return 'shows no way to write numbers'
    return found.hasPercentSign || found.isShare ? 'is a way to write percentages, for the type percent' : null
  },
  examples: '1,234.50, 1.234,50, 1 234,50 or 1234,50',
}

const dated = (wrong: (found: DateNotation, field: SchemaField) => string | null, examples: string): FormatRule => ({
  fault: (format, field) => {
    const found = dateNotation(format)
    return found === null ? 'shows no way to write dates or times' : wrong(found, field)
  },
  examples,
})

const rules: Partial<Record<FieldType, FormatRule>> = {
  integer: number,
  decimal: number,
  number,
  amount: number,
  percent: {
    fault: (format) => (numberNotation(format) === null ? 'shows no way to write percentages' : null),
    examples: '1.234,50 %, 1234.50 (without a sign) or 0.125 (the share itself)',
  },
  boolean: {
    fault: (format, field) => {
      const pair = wordPair(format)
      if (pair === null) return 'is no pair of different words'
      const others = formatsOf(field).flatMap((other) => wordPair(other) ?? [])
      const both = others.find(({ yes, no }) => no === pair.yes || yes === pair.no)
      return both === undefined ? null : `contradicts the pair ${both.yes}/${both.no}`
    },
    examples: 'yes/no, ja/nein or 1/0, the word for true first',
  },
  date: dated(({ hasDay, hasTime }) => {
    if (!hasDay) return 'has no day'
    return hasTime ? 'has a time, for the type date-time' : null
  }, 'DD/MM/YYYY, MM-DD-YY or D MMM YYYY'),
  time: dated(({ hasDay, hasZone }) => {
    if (hasDay) return 'has a day'
    return hasZone ? 'has a zone, and without its day such a time is no moment' : null
  }, 'hh:mm, hh:mm:ss or hh:mm AM/PM'),
  'date-time': dated(({ hasDay, hasTime, hasZone }) => {
    if (!hasDay || !hasTime) return `has no ${hasDay ? 'time' : 'day'}`
    return hasZone ? 'has a zone, for the type zoned-date-time' : null
  }, 'DD.MM.YYYY hh:mm or YYYY-MM-DDThh:mm:ss'),
  'zoned-date-time': dated(({ hasDay, hasTime, hasZone }, field) => {
    if (!hasDay || !hasTime) return `has no ${hasDay ? 'time' : 'day'}`
    return hasZone || field.zone !== undefined ? null : 'has no zone, and neither has the field'
  }, 'YYYY-MM-DD hh:mm:ss zone; or DD.MM.YYYY hh:mm with "zone": "Europe/Berlin"'),
  duration: dated(
    ({ name }) => (/^hh:mm(:ss(\.fff)?)?$/.test(name) ? null : 'is no way to write durations'),
    'hh:mm or hh:mm:ss',
  ),
  country: {
    fault: (format) => (countryFormats.some((known) => known === format) ? null : 'is no way to write countries'),
    examples: countryFormats.join(', '),
  },
}

/** What is wrong with the formats of a field whose values, or items, are of a type. */
export function formatFaults(field: SchemaField, type: FieldType): SchemaFault[] {
  const rule = rules[type]
  return rule === undefined ? [] : faultsBy(rule, field, formatsOf(field), '')
}

/** What is wrong with the formats of a cleaning step. */
export function stepFaults(field: SchemaField, step: TransformStep): SchemaFault[] {
  if (typeof step === 'string' || !('format' in step)) return []
  const rule = step.step === 'parse-number' ? number : anyDate
  return faultsBy(rule, field, formatsOf(step), `${step.step}: `)
}

const anyDate = dated(() => null, 'DD/MM/YYYY, D MMM YYYY or DD.MM.YYYY hh:mm')

function faultsBy(rule: FormatRule, field: SchemaField, formats: readonly string[], place: string): SchemaFault[] {
  return formats.flatMap((format) => {
    const fault = rule.fault(format, field)
    if (fault === null) return []
    const message = `Field "${field.name}": ${place}the format "${format}" ${fault}.`
    return [{ message, hint: `Write it as in ${rule.examples}.` }]
  })
}
