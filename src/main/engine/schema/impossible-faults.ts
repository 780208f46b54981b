import type { FieldCheck } from '../../../contract/schema/field-check.ts'
import type { FieldType } from '../../../contract/schema/field-type.ts'
import type { SchemaDocument, SchemaField } from '../../../contract/schema/schema-document.ts'
import { nameKey } from '../lib/names.ts'
import { refuseImpossibleSteps } from '../transform/compile-transforms.ts'
import { compileExpressions } from '../validate/expressions/document-expressions.ts'
import { compileFieldPattern } from '../validate/patterns/compile-field-pattern.ts'
import { reservedFieldNames } from '../validate/layout.ts'
import { limitOf } from '../validate/types/limits.ts'
import { orders } from '../validate/types/orders.ts'
import { attempt, type SchemaFault } from './faults.ts'
import { localeFault, propertyFaults } from './property-faults.ts'
import { tableRuleFaults } from './table-rule-faults.ts'

/** What no registration can make work: names twice, limits that nothing can meet, patterns that do not compile. */
export function impossibleFaults(document: SchemaDocument): SchemaFault[] {
  const faults: SchemaFault[] = []
  attempt(faults, () => void compileExpressions(document))
  return [
    ...localeFault(document.locale, 'The schema'),
    ...nameFaults(document),
    ...document.fields.flatMap((field) => fieldFaults(field, document.locale)),
    ...tableRuleFaults(document),
    ...faults,
  ]
}

/** What is impossible in a field by itself, whatever other fields there are. */
export function fieldFaults(field: SchemaField, locale?: string): SchemaFault[] {
  const faults: SchemaFault[] = propertyFaults(field)
  const add = (why: string, hint: string): void => {
    faults.push({ message: `Field "${field.name}": ${why}.`, hint })
  }
  if (field.keepEmpty && typesWithoutEmpty.has(field.type)) {
    const hint = 'Take keepEmpty off the field: an empty cell is NULL then.'
    add(`keepEmpty needs a type of text, not ${field.type}`, hint)
  }
  for (const [low, high] of limits) {
    const least = valueOf(field, low)
    const greatest = valueOf(field, high)
    if (least === undefined || greatest === undefined) continue
    if (low === 'min' ? !isMore(least, greatest, field) : least <= greatest) continue
    const why = `${low} ${least} is greater than ${high} ${greatest}, so nothing could pass`
    add(why, 'Swap or correct the two limits.')
  }
  if (field.scale !== undefined && field.precision !== undefined && field.scale > field.precision) {
    const why = `scale ${field.scale} is greater than precision ${field.precision}`
    add(why, 'Precision counts all digits, scale those after the point.')
  }
  attempt(faults, () => refuseImpossibleSteps(field, { locale: field.locale ?? locale }))
  for (const check of field.checks) {
    if (check.check === 'pattern') attempt(faults, () => void compileFieldPattern(check, field))
    if (check.check === 'not-in-future' && !typesWithDays.has(field.type)) {
      const hint = 'Give the field the type date, date-time or zoned-date-time, or take the check out.'
      add(`not-in-future needs a date or a date with a time, not ${field.type}`, hint)
    }
    if (check.check !== 'min' && check.check !== 'max') continue
    const order = orders[field.type]
    if (order === undefined) {
      const hint = 'Use min-length or max-length for texts.'
      add(`${check.check} needs a type with an order, such as a number or a date, not ${field.type}`, hint)
    } else if (limitOf(check.value, field) === null) {
      add(
        `${check.check} ${check.value} is no value of the type ${field.type}`,
        `Write the limit as in ${order.example}.`,
      )
    }
  }
  return faults
}

const typesWithDays: ReadonlySet<FieldType> = new Set(['date', 'date-time', 'zoned-date-time'])

/** Whether a limit is more than another; one that is no value of the type is told by itself. */
function isMore(one: number | string, other: number | string, field: SchemaField): boolean {
  const [least, greatest] = [limitOf(one, field), limitOf(other, field)]
  return least !== null && greatest !== null && (orders[field.type]?.compareTo(greatest)(least) ?? 0) > 0
}

/** Types whose values are not texts, so that an empty text is none of them. */
const typesWithoutEmpty: ReadonlySet<FieldType> = new Set([
  ...(['integer', 'decimal', 'number', 'amount', 'percent', 'boolean'] as const),
  ...(['date', 'time', 'date-time', 'zoned-date-time', 'duration', 'uuid', 'json', 'list'] as const),
])

const limits = [
  ['min', 'max'],
  ['min-length', 'max-length'],
] as const

function valueOf(field: SchemaField, name: FieldCheck['check']): number | string | undefined {
  const check = field.checks.find((candidate) => candidate.check === name)
  return check && 'value' in check ? check.value : undefined
}

function nameFaults(document: SchemaDocument): SchemaFault[] {
  const faults: SchemaFault[] = []
  const seen = new Set<string>()
  for (const { name } of document.fields) {
    const key = nameKey(name)
    if (seen.has(key)) {
      const message = `The schema has two fields named "${name}"; names are compared without regard to case.`
      faults.push({ message, hint: 'Rename one of them.' })
    }
    if (reservedFieldNames.includes(key)) {
      const message = `A field cannot be named "${name}": every dataset has a column of that name already.`
      faults.push({ message, hint: 'Rename the field, and give the source column as an alias.' })
    }
    seen.add(key)
  }
  return faults
}
