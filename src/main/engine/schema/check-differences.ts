import { isDeepStrictEqual } from 'node:util'
import type { FieldCheck } from '../../../contract/schema/field-check.ts'
import type { SchemaField } from '../../../contract/schema/schema-document.ts'
import type { SchemaDifference } from '../../../contract/schema/schema-difference.ts'
import { limitOf } from '../validate/types/limits.ts'
import { orders } from '../validate/types/orders.ts'
import { type Effect, listEffect, ordered, shownValue } from './difference-words.ts'

/** In what the checks of a field are otherwise than before. Checks of one name are compared in their order. */
export function checkDifferences(before: SchemaField, after: SchemaField): SchemaDifference[] {
  const names = new Set([...before.checks, ...after.checks].map(({ check }) => check))
  const differences = [...names].flatMap((name) => {
    // What stands in both is unchanged, wherever it stands.
    const was = without(checksOf(before, name), checksOf(after, name))
    const is = without(checksOf(after, name), checksOf(before, name))
    return Array.from({ length: Math.max(was.length, is.length) }, (_, index) =>
      difference(after.name, [before, was[index]], [after, is[index]]),
    )
  })
  if (differences.length > 0 || isDeepStrictEqual(before.checks, after.checks)) return differences
  return [
    {
      kind: 'check-changed',
      field: after.name,
      before: before.checks,
      after: after.checks,
      sentence: `Field "${after.name}": the checks are in another order.`,
      effect: 'other',
    },
  ]
}

function checksOf(field: SchemaField, name: string): FieldCheck[] {
  return field.checks.filter(({ check }) => check === name)
}

function without(checks: readonly FieldCheck[], others: readonly FieldCheck[]): FieldCheck[] {
  const left = [...others]
  return checks.filter((check) => {
    const at = left.findIndex((other) => isDeepStrictEqual(check, other))
    if (at !== -1) left.splice(at, 1)
    return at === -1
  })
}

type CheckIn = readonly [field: SchemaField, check: FieldCheck | undefined]

function difference(name: string, [wasIn, was]: CheckIn, [isIn, is]: CheckIn): SchemaDifference {
  const effect = effectOf([wasIn, was], [isIn, is])
  const base = { field: name, before: was ?? null, after: is ?? null, effect }
  if (!was) return { ...base, kind: 'check-added', sentence: `Field "${name}": ${checkWords(is)} was added.` }
  if (!is) return { ...base, kind: 'check-removed', sentence: `Field "${name}": ${checkWords(was)} was taken out.` }
  return {
    ...base,
    kind: 'check-changed',
    sentence: `Field "${name}": ${checkWords(is)} now; it was ${checkWords(was)}.`,
  }
}

function rejects(check: FieldCheck, field: SchemaField): boolean {
  return (check.severity ?? field.severity) === 'error'
}

function effectOf([wasIn, was]: CheckIn, [isIn, is]: CheckIn): Effect {
  const [rejected, rejecting] = [was ? rejects(was, wasIn) : false, is ? rejects(is, isIn) : false]
  if (!rejected && !rejecting) return 'other'
  if (!was || !is) return ordered(Number(rejected), Number(rejecting))
  // A check that rejects nothing lets everything pass, whatever it compares with.
  if (rejected !== rejecting) return ordered(Number(rejected), Number(rejecting))
  return is.check === 'min' || is.check === 'max' ? limitEffect([wasIn, was], [isIn, is]) : sizeEffect(was, is)
}

/** Of limits, as the type of both fields compares its values. */
function limitEffect([wasIn, was]: CheckIn, [isIn, is]: CheckIn): Effect {
  const order = wasIn.type === isIn.type ? orders[isIn.type] : undefined
  const [before, after] = [storedLimit(was, wasIn), storedLimit(is, isIn)]
  if (order === undefined || before === null || after === null) return 'other'
  const rise = order.compareTo(before)(after)
  return is?.check === 'min' ? ordered(0, rise) : ordered(rise, 0)
}

function storedLimit(check: FieldCheck | undefined, field: SchemaField): string | null {
  return check?.check === 'min' || check?.check === 'max' ? limitOf(check.value, field) : null
}

/** Of checks of one name, by what they compare with. */
function sizeEffect(was: FieldCheck, is: FieldCheck): Effect {
  const [before, after] = [sizeOf(was), sizeOf(is)]
  if (typeof before === 'number' && typeof after === 'number') {
    const sign = is.check.startsWith('max') ? -1 : 1
    return ordered(sign * before, sign * after)
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return is.check.startsWith('not') ? listEffect(after, before) : listEffect(before, after)
  }
  return 'other'
}

/** What a check compares with, where its effect can be told by that alone. */
function sizeOf(check: FieldCheck): unknown {
  if ('values' in check) return check.values
  return 'value' in check ? check.value : null
}

/** A check in a sentence: its name and what it compares with. */
function checkWords(check: FieldCheck | undefined): string {
  const { check: name, ...rest } = check as FieldCheck
  const words = Object.entries(rest).map(([key, value]) =>
    ['value', 'values', 'pattern', 'name', 'expression'].includes(key)
      ? shownValue(value)
      : `${key} ${shownValue(value)}`,
  )
  return [name, ...words].join(' ')
}
