import type { FieldCheck } from '../../../contract/schema/field-check.ts'
import type { FieldType } from '../../../contract/schema/field-type.ts'
import type { SchemaDocument, SchemaField } from '../../../contract/schema/schema-document.ts'
import { nameKey } from '../lib/names.ts'
import { refuseImpossibleSteps } from '../transform/compile-transforms.ts'
import { compilePattern } from '../validate/checks/compile-pattern.ts'
import { reservedFieldNames } from '../validate/layout.ts'
import { attempt, type SchemaFault } from './faults.ts'
import { tableRuleFaults } from './table-rule-faults.ts'

/** What no registration can make work: names twice, limits that nothing can meet, patterns that do not compile. */
export function impossibleFaults(document: SchemaDocument): SchemaFault[] {
  return [
    ...nameFaults(document),
    ...document.fields.flatMap((field) => fieldFaults(field, document.locale)),
    ...tableRuleFaults(document),
  ]
}

/** What is impossible in a field by itself, whatever other fields there are. */
export function fieldFaults(field: SchemaField, locale?: string): SchemaFault[] {
  const faults: SchemaFault[] = []
  const add = (why: string, hint: string): void => {
    faults.push({ message: `Field "${field.name}": ${why}.`, hint })
  }
  if (field.keepEmpty && typesWithoutEmpty.has(field.type)) {
    const hint = 'Take keepEmpty off the field: an empty cell is NULL then.'
    add(`keepEmpty needs a type of text, not ${field.type}`, hint)
  }
  for (const [low, high] of limits) {
    const least = limitOf(field, low)
    const greatest = limitOf(field, high)
    if (least === undefined || greatest === undefined || least <= greatest) continue
    const why = `${low} ${least} is greater than ${high} ${greatest}, so nothing could pass`
    add(why, 'Swap or correct the two limits.')
  }
  if (field.scale !== undefined && field.precision !== undefined && field.scale > field.precision) {
    const why = `scale ${field.scale} is greater than precision ${field.precision}`
    add(why, 'Precision counts all digits, scale those after the point.')
  }
  attempt(faults, () => refuseImpossibleSteps(field, { locale }))
  for (const check of field.checks) {
    if (check.check === 'pattern') attempt(faults, () => void compilePattern(check, field))
    if ((check.check === 'min' || check.check === 'max') && !typesWithOrder.has(field.type)) {
      const hint = 'Use min-length or max-length for texts.'
      add(`${check.check} needs a type with an order, such as a number, not ${field.type}`, hint)
    }
  }
  return faults
}

/** Types whose values are more or less than others. */
const typesWithOrder: ReadonlySet<FieldType> = new Set(['integer', 'decimal', 'number'])

/** Types whose values are not texts, so that an empty text is none of them. */
const typesWithoutEmpty: ReadonlySet<FieldType> = new Set(['integer', 'decimal', 'number', 'boolean', 'date'])

const limits = [
  ['min', 'max'],
  ['min-length', 'max-length'],
] as const

function limitOf(field: SchemaField, name: FieldCheck['check']): number | undefined {
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
