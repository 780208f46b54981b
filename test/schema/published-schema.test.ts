import { readFileSync } from 'node:fs'
import { Ajv, type ErrorObject } from 'ajv'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldTypes } from '../../src/contract/schema/field-type.ts'
import { flatSchema, ruleTypes } from '../../src/contract/schema/flat-schema.ts'
import { schemaDocument } from '../../src/contract/schema/schema-document.ts'
import { transformNames } from '../../src/contract/schema/transform-step.ts'
import { inProject } from '../../scripts/shared/project.ts'
import { publishedSchema, publishedSchemaText } from '../../scripts/make-schema.ts'

const validate = new Ajv({ strict: false, allErrors: true }).compile(JSON.parse(readFileSync(publishedSchema, 'utf8')))

/** Whether a document has one of the two shapes, as the reader of documents takes them. */
function hasShape(document: unknown): boolean {
  const isFlat = typeof document === 'object' && document !== null && 'rules' in document && !('fields' in document)
  return (isFlat ? flatSchema : schemaDocument).safeParse(document).success
}

function errorsOf(document: unknown): ErrorObject[] {
  validate(document)
  return validate.errors ?? []
}

const field = (rest: object): object => ({ name: 's', fields: [{ name: 'a', ...rest }] })
const rule = (rest: object): object => ({ name: 's', rules: [{ field: 'a', type: 'text', ...rest }] })
const check = (rest: object): object => field({ checks: [rest] })

const good: object[] = [
  field({}),
  JSON.parse(readFileSync(inProject('samples', 'order-import.schema.json'), 'utf8')) as object,
  {
    $schema: './headgate-schema.json',
    ...field({}),
    title: 't',
    description: 'd',
    version: '2026-01',
    locale: 'de-DE',
  },
  { $schema: './headgate-schema.json', ...rule({}), strict: true },
  { ...field({}), unknownColumns: 'reject', nullWords: ['NA'] },
  ...fieldTypes.map((type) => field({ type })),
  ...ruleTypes.map((type) => rule({ type, required: true })),
  field({ transforms: [...transformNames, { custom: 'mine' }] }),
  field({ title: 't', description: 'd', aliases: ['b'], required: true, keepEmpty: true, default: 'x' }),
  field({ type: 'decimal', precision: 12, scale: 2 }),
  field({ type: 'phone', region: 'DE', severity: 'warning' }),
  field({ suggestion: { type: 'date', confidence: 0.9, reason: 'r' } }),
  check({ check: 'min', value: 0.5 }),
  check({ check: 'max', value: '2025-03-04' }),
  check({ check: 'not-in-future' }),
  field({ type: 'enum', values: ['a', 'b'], ignoreCase: true }),
  field({ type: 'amount', currency: 'EUR', format: ['1.234,50', '1234,50'], locale: 'de-DE' }),
  field({ type: 'list', separator: ';', items: 'zoned-date-time', zone: 'Europe/Berlin' }),
  field({ transforms: [{ step: 'parse-date', format: 'DD/MM/YYYY' }] }),
  check({ check: 'max-length', value: 3, severity: 'information', message: 'too long' }),
  check({ check: 'pattern', pattern: '^a', flags: 'i' }),
  check({ check: 'one-of', values: ['x'] }),
  check({ check: 'custom', name: 'mine' }),
  rule({ type: 'regex', options: { pattern: '^a', flags: 'i' } }),
  rule({ type: 'number', options: { min: 0, max: 2 } }),
  rule({ type: 'phone', options: { region: 'DE', minLength: 1, maxLength: 30, name: 'mine' } }),
]

const bad: unknown[] = [
  null,
  [],
  'text',
  {},
  { name: 's' },
  { name: '', fields: [{ name: 'a' }] },
  { name: 's', fields: [] },
  { name: 's', rules: [] },
  { name: 's', fields: [{ name: 'a' }], rules: [{ field: 'a', type: 'text' }] },
  { ...field({}), unknownColumns: 'maybe' },
  { ...field({}), nullwords: [] },
  { ...rule({}), strict: 'yes' },
  field({ name: 'a\0' }),
  field({ type: 'itneger' }),
  field({ requierd: true }),
  field({ transforms: ['trimm'] }),
  field({ transforms: [{ custom: '' }] }),
  field({ default: '' }),
  field({ precision: 0 }),
  field({ region: 'Germany' }),
  field({ severity: 'fatal' }),
  check({ check: 'mim', value: 1 }),
  check({ check: 'min' }),
  check({ check: 'min', value: true }),
  check({ check: 'min-length', value: 1.5 }),
  check({ check: 'pattern', pattern: '', flags: 'g' }),
  check({ check: 'one-of', values: [] }),
  rule({ type: 'regexp' }),
  rule({ options: { mim: 1 } }),
]

describe('the published JSON Schema', () => {
  it('is that of the shapes by which documents are read; `npm run schema` writes it', () => {
    expect(readFileSync(publishedSchema, 'utf8')).toBe(publishedSchemaText())
  })

  it.each(good.map((document) => [document]))('takes %j, as the reader does', (document) => {
    expect(hasShape(document)).toBe(true)
    expect(errorsOf(document)).toEqual([])
  })

  it.each(bad.map((document) => [document]))('refuses %j, as the reader does', (document) => {
    expect(hasShape(document)).toBe(false)
    expect(errorsOf(document)).not.toEqual([])
  })

  it('and the reader agree on a document of which any part was replaced or taken out', () => {
    const scraps = fc.constantFrom<unknown>(undefined, null, '', 'text', 0, -1, 1.5, 1e300, true, [], {}, ['trim'], {
      check: 'min',
      value: 1,
    })
    fc.assert(
      fc.property(fc.constantFrom(...good), fc.nat(), scraps, (document, place, scrap) => {
        const places = placesIn(document)
        const changed = replaced(document, places[place % places.length]!, scrap)
        expect(errorsOf(changed).length === 0, JSON.stringify(changed)).toBe(hasShape(changed))
      }),
      { numRuns: 3000 },
    )
  })
})

type Path = readonly string[]

/** The ways to every part of a document. */
function placesIn(value: unknown, path: Path = []): Path[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return [path, ...inner.flatMap(([key, part]) => placesIn(part, [...path, key]))]
}

/** A copy with another part at a place, or, for `undefined`, without it. */
function replaced(value: unknown, [key, ...rest]: Path, part: unknown): unknown {
  if (key === undefined) return part ?? null
  const copy = structuredClone(value) as Record<string, unknown>
  const inner = replaced(copy[key], rest, part)
  if (part === undefined && rest.length === 0) {
    if (Array.isArray(copy)) copy.splice(Number(key), 1)
    else delete copy[key]
  } else copy[key] = inner
  return copy
}
