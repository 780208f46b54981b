import type { Severity } from '../../../contract/issues.ts'
import type { SchemaDocument, SchemaField, UniqueWithin } from '../../../contract/schema/schema-document.ts'
import type { SchemaDifference } from '../../../contract/schema/schema-difference.ts'
import { decimalShape } from '../validate/layout.ts'

export type Effect = SchemaDifference['effect']

/** What a changed property of a field does to the rows that pass; `other` where the property has no entry here. */
export function fieldEffect(key: string, before: SchemaField, after: SchemaField): Effect {
  return fieldEffects[key]?.(before, after) ?? 'other'
}

/** The same for a property of the document. */
export function documentEffect(key: string, before: SchemaDocument, after: SchemaDocument): Effect {
  if (key !== 'unknownColumns') return 'other'
  return ordered(Number(before.unknownColumns === 'reject'), Number(after.unknownColumns === 'reject'))
}

const fieldEffects: Readonly<Record<string, FieldEffect>> = {
  type: typeEffect,
  required: (before, after) => ordered(Number(before.required), Number(after.required)),
  severity: (before, after) => ordered(graveness[before.severity], graveness[after.severity]),
  unique: (before, after) => ordered(uniqueness[before.unique ?? 'nowhere'], uniqueness[after.unique ?? 'nowhere']),
  precision: decimalEffect,
  scale: decimalEffect,
  values: ofOneType((before, after) => listEffect(before.values ?? [], after.values ?? [])),
  ignoreCase: ofOneType((before, after) =>
    ordered(Number(after.ignoreCase ?? false), Number(before.ignoreCase ?? false)),
  ),
  // What is written without them is read as it was.
  currency: ofOneType(({ currency: was }, { currency: is }) => declaredEffect(was, is)),
  zone: ofOneType(({ zone: was }, { zone: is }) => declaredEffect(was, is)),
}

type FieldEffect = (before: SchemaField, after: SchemaField) => Effect

/** Properties of a type say nothing by themselves where the type is another, or the items of a list are. */
function ofOneType(effect: FieldEffect): FieldEffect {
  return (before, after) =>
    before.type === after.type && before.items === after.items ? effect(before, after) : 'other'
}

/** The effect of something that lets more be read where it is declared. */
function declaredEffect(before: string | undefined, after: string | undefined): Effect {
  return before === undefined || after === undefined
    ? ordered(Number(after !== undefined), Number(before !== undefined))
    : 'other'
}

const uniqueness: Readonly<Record<UniqueWithin | 'nowhere', number>> = { nowhere: 0, file: 1, dataset: 2 }

const graveness: Readonly<Record<Severity, number>> = { information: 0, warning: 0, error: 1 }

/** Text takes anything; of two other types neither takes all that the other takes. */
function typeEffect(before: SchemaField, after: SchemaField): Effect {
  // Checks of the text see what the type made of it, so another type may let more of them pass, or fewer.
  const seesText = [...before.checks, ...after.checks].some(({ check }) => check !== 'min' && check !== 'max')
  return seesText ? 'other' : ordered(Number(before.type !== 'text'), Number(after.type !== 'text'))
}

function decimalEffect(before: SchemaField, after: SchemaField): Effect {
  if (before.type !== after.type) return 'other'
  const [was, is] = [decimalShape(before), decimalShape(after)]
  const effects = [ordered(-was.scale, -is.scale), ordered(was.scale - was.precision, is.scale - is.precision)].filter(
    (effect) => effect !== 'other',
  )
  return new Set(effects).size === 1 ? (effects[0] as Effect) : 'other'
}

/** The effect of a measure of strictness that was one and is another. */
export function ordered(before: number, after: number): Effect {
  if (before === after) return 'other'
  return before < after ? 'stricter' : 'looser'
}

/** The effect of a list of values that are allowed; of those that are forbidden, with the lists the other way round. */
export function listEffect(before: readonly string[], after: readonly string[]): Effect {
  const [was, is] = [new Set(before), new Set(after)]
  const gained = after.some((value) => !was.has(value))
  const lost = before.some((value) => !is.has(value))
  if (gained === lost) return 'other'
  return lost ? 'stricter' : 'looser'
}

const longestShown = 120

/** A part of a document in a sentence. */
export function shownValue(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > longestShown ? `${text.slice(0, longestShown - 1)}…` : text
}
