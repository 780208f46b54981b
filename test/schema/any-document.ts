import * as fc from 'fast-check'
import { transformNames } from '../../src/contract/schema/transform-step.ts'

/** Cells of every kind, sound and not. */
export const anyCell = fc.constantFrom(
  '',
  ' ',
  '0',
  '2',
  '12',
  '+012',
  '-3.5',
  '1e5',
  '12,5',
  '123.45',
  '2025-03-04',
  '2025-02-30',
  'TRUE',
  'true',
  'a@example.com',
  'https://example.com',
  'abc',
  'ABC',
  'é',
  '👩‍🚀',
  '12.5%',
  '€ 2',
  '2 EUR',
  '11:00',
  '11:00:00.5',
  '2025-03-04T11:00',
  '2025-03-04 12:00+01:00',
  'PT36H',
  '36:30:00',
  'open',
  'Open',
  'a;b',
)

const severity = fc.constantFrom('error', 'warning', undefined)
const number = fc.constantFrom(-1, 0, 2, 2.5, 12)
const length = fc.constantFrom(0, 1, 3, 10)
const values = fc.constantFrom(['12'], ['12', 'true'], ['12', 'true', 'ABC'])

const textCheck = fc.oneof(
  fc.record({ check: fc.constantFrom('min-length', 'max-length'), value: length, severity }),
  fc.record({ check: fc.constant('pattern'), pattern: fc.constantFrom('^[a-z]', '\\d', '^(true|12)$'), severity }),
  fc.record({ check: fc.constantFrom('one-of', 'not-one-of'), values, severity }),
)
const numberCheck = fc.record({ check: fc.constantFrom('min', 'max'), value: number, severity })

const timed = (type: string, limits: readonly (string | number)[], rest: Record<string, fc.Arbitrary<unknown>> = {}) =>
  fc.record({
    type: fc.constant(type),
    required: fc.boolean(),
    ...rest,
    checks: fc.array(fc.record({ check: fc.constantFrom('min', 'max'), value: fc.constantFrom(...limits), severity }), {
      maxLength: 2,
    }),
  })

/** What a field may say beside its name; limits only where its type has an order. Some of it cannot work. */
export const anyFieldRules = fc.oneof(
  fc.record({
    type: fc.constantFrom('text', 'boolean', 'date', 'email', 'url'),
    required: fc.boolean(),
    keepEmpty: fc.constant(false),
    transforms: fc.subarray([...transformNames], { maxLength: 1 }),
    checks: fc.array(textCheck, { maxLength: 2 }),
    severity: fc.constantFrom('error', 'warning'),
  }),
  fc.record({
    type: fc.constantFrom('integer', 'decimal', 'number'),
    required: fc.boolean(),
    precision: fc.constantFrom(3, 5),
    scale: fc.constantFrom(0, 2),
    checks: fc.array(fc.oneof(numberCheck, textCheck), { maxLength: 2 }),
  }),
  timed('date', ['2025-03-04', '2025-03-05']),
  timed('time', ['11:00', '11:00:00', '11:00:00.25', '12:00']),
  timed('date-time', ['2025-03-04 11:00', '2025-03-04T11:00:01']),
  timed('zoned-date-time', ['2025-03-04T11:00Z', '2025-03-04T12:00+01:00', '2025-03-05T00:00Z'], {
    zone: fc.constantFrom(undefined, 'Europe/Berlin', 'UTC'),
  }),
  timed('duration', ['P1DT12H', 'PT36H', '36:30:00']),
  timed('percent', ['12.5%', 0.1, '12%']),
  timed('amount', [1, 2, '2.0'], { currency: fc.constantFrom(undefined, 'EUR', 'USD') }),
  fc.record({
    type: fc.constant('enum'),
    values: fc.constantFrom(['open'], ['open', '12'], ['Open', '12', 'abc']),
    ignoreCase: fc.constantFrom(undefined, true, false),
    checks: fc.array(textCheck, { maxLength: 1 }),
  }),
  fc.record({
    type: fc.constant('list'),
    separator: fc.constantFrom(';', ','),
    items: fc.constantFrom(undefined, 'text', 'enum', 'integer'),
    values: fc.constantFrom(undefined, ['a'], ['a', 'b']),
  }),
)
