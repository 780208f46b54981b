import { isDeepStrictEqual } from 'node:util'
import type { SchemaDocument, SchemaField } from '../../../contract/schema/schema-document.ts'
import type { SchemaDifference } from '../../../contract/schema/schema-difference.ts'
import { nameKey } from '../lib/names.ts'
import { checkDifferences } from './check-differences.ts'
import { documentEffect, fieldEffect, shownValue } from './difference-words.ts'

/**
 * In what a schema document is otherwise than an earlier one, field by field in the order of the later document, then what is said of it
 * as a whole. Names of the schemas are not compared, nor is where editors find the shape of the document.
 */
export function schemaDifferences(before: SchemaDocument, after: SchemaDocument): SchemaDifference[] {
  const pairs = pairFields(before.fields, after.fields)
  const kept = new Set(pairs.map((pair) => pair.before))
  const isRead = readsFields(before) || readsFields(after)
  return [
    ...pairs.flatMap((pair) =>
      pair.before ? fieldDifferences(pair.before, pair.after, isRead) : [fieldAdded(pair.after)],
    ),
    ...before.fields.filter((field) => !kept.has(field)).map((field) => fieldRemoved(field, after)),
    ...reordered(pairs, before.fields),
    ...documentDifferences(before, after),
  ]
}

interface FieldPair {
  readonly before: SchemaField | undefined
  readonly after: SchemaField
}

/** A field is the one of its name before, or else the one that had a name which is now another of its headers. */
function pairFields(before: readonly SchemaField[], after: readonly SchemaField[]): FieldPair[] {
  const free = new Map(before.map((field) => [nameKey(field.name), field]))
  const same = new Map<SchemaField, SchemaField>()
  for (const namesOf of [({ name }: SchemaField) => [name], ({ aliases = [] }: SchemaField) => aliases]) {
    for (const field of after) {
      const key = same.has(field)
        ? undefined
        : namesOf(field)
            .map(nameKey)
            .find((name) => free.has(name))
      if (key === undefined) continue
      same.set(field, free.get(key) as SchemaField)
      free.delete(key)
    }
  }
  return after.map((field) => ({ before: same.get(field), after: field }))
}

function fieldAdded(field: SchemaField): SchemaDifference {
  // A file that lacks a field is refused, unless a default stands for it.
  const effect = field.default === undefined ? 'stricter' : 'other'
  return {
    kind: 'field-added',
    field: field.name,
    before: null,
    after: field,
    sentence: `Field "${field.name}" was added.`,
    effect,
  }
}

function fieldRemoved(field: SchemaField, after: SchemaDocument): SchemaDifference {
  // Its column is an unknown one now.
  const effect = after.unknownColumns === 'reject' ? 'other' : 'looser'
  return {
    kind: 'field-removed',
    field: field.name,
    before: field,
    after: null,
    sentence: `Field "${field.name}" was removed.`,
    effect,
  }
}

function reordered(pairs: readonly FieldPair[], before: readonly SchemaField[]): SchemaDifference[] {
  const later = pairs.flatMap((pair) => pair.before ?? [])
  const earlier = before.filter((field) => later.includes(field))
  if (isDeepStrictEqual(later, earlier)) return []
  return [
    {
      kind: 'fields-reordered',
      field: null,
      before: earlier.map(({ name }) => name),
      after: later.map(({ name }) => name),
      sentence: 'The fields are in another order.',
      effect: 'other',
    },
  ]
}

function readsFields({ fields, rules = [] }: SchemaDocument): boolean {
  const inField = ({ checks, default: stand }: SchemaField): boolean =>
    typeof stand === 'object' || checks.some(({ check }) => check === 'expression')
  return rules.length > 0 || fields.some(inField)
}

/** Keys that are compared in a way of their own. */
const ownWay: ReadonlySet<string> = new Set(['$schema', 'name', 'fields', 'transforms', 'checks'])

/** `isRead` says that expressions read other fields, to which a value of another type is another value. */
function fieldDifferences(before: SchemaField, after: SchemaField, isRead: boolean): SchemaDifference[] {
  const field = after.name
  const differences: SchemaDifference[] = []
  if (before.name !== after.name) {
    differences.push({
      kind: 'field-renamed',
      field,
      before: before.name,
      after: after.name,
      sentence: `Field "${before.name}" is now called "${after.name}".`,
      effect: 'other',
    })
  }
  for (const key of changedKeys(before, after)) {
    const [was, is] = [valueOf(before, key), valueOf(after, key)]
    differences.push({
      kind: 'property-changed',
      field,
      before: was,
      after: is,
      sentence: `Field "${field}": ${changeWords(key, was, is)}`,
      effect: key === 'type' && isRead ? 'other' : fieldEffect(key, before, after),
    })
  }
  if (!isDeepStrictEqual(before.transforms, after.transforms)) {
    differences.push({
      kind: 'transforms-changed',
      field,
      before: before.transforms,
      after: after.transforms,
      sentence: `Field "${field}": ${changeWords('transforms', before.transforms, after.transforms)}`,
      effect: 'other',
    })
  }
  return [...differences, ...checkDifferences(before, after)]
}

function documentDifferences(before: SchemaDocument, after: SchemaDocument): SchemaDifference[] {
  return changedKeys(before, after).flatMap((key): SchemaDifference[] => {
    const [was, is] = [valueOf(before, key), valueOf(after, key)]
    if (areRules(was) && areRules(is)) return ruleDifferences(key, was ?? [], is ?? [])
    const effect = documentEffect(key, before, after)
    return [
      {
        kind: 'document-changed',
        field: null,
        before: was,
        after: is,
        sentence: `The schema: ${changeWords(key, was, is)}`,
        effect,
      },
    ]
  })
}

/** Whether a property of a document is a list of rules, or is left out. */
function areRules(value: unknown): value is readonly object[] | null {
  return value === null || (Array.isArray(value) && value.every((entry) => typeof entry === 'object'))
}

function ruleDifferences(key: string, before: readonly object[], after: readonly object[]): SchemaDifference[] {
  const of = (rule: object, others: readonly object[]): boolean =>
    others.some((other) => isDeepStrictEqual(rule, other))
  const removed = before.filter((rule) => !of(rule, after))
  const added = after.filter((rule) => !of(rule, before))
  if (removed.length + added.length === 0) {
    const sentence = `The ${key} of the schema are in another order.`
    return [{ kind: 'document-changed', field: null, before, after, sentence, effect: 'other' }]
  }
  return [
    ...removed.map((rule): SchemaDifference => {
      const sentence = `The schema: of ${key}, ${shownValue(rule)} was taken out.`
      return {
        kind: 'rule-removed',
        field: null,
        before: rule,
        after: null,
        sentence,
        effect: rejects(rule) ? 'looser' : 'other',
      }
    }),
    ...added.map((rule): SchemaDifference => {
      const sentence = `The schema: to ${key}, ${shownValue(rule)} was added.`
      return {
        kind: 'rule-added',
        field: null,
        before: null,
        after: rule,
        sentence,
        effect: rejects(rule) ? 'stricter' : 'other',
      }
    }),
  ]
}

/** A rule of lesser severity only tells. */
function rejects(rule: object): boolean {
  return !('severity' in rule) || rule.severity === 'error'
}

function changedKeys(before: object, after: object): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)].filter((key) => !ownWay.has(key)))
  return [...keys].filter((key) => !isDeepStrictEqual(valueOf(before, key), valueOf(after, key)))
}

function valueOf(part: object, key: string): unknown {
  return (part as Record<string, unknown>)[key] ?? null
}

function changeWords(key: string, before: unknown, after: unknown): string {
  if (before === null) return `${key} is now ${shownValue(after)}.`
  if (after === null) return `${key} ${shownValue(before)} was taken out.`
  return `${key} is now ${shownValue(after)}; it was ${shownValue(before)}.`
}
