import { z } from 'zod'

/** What a field's text must be. A type without a declared format accepts only the unambiguous writing of it. Names are stored. */
export const fieldTypes = [
  'text',
  'integer',
  'decimal',
  'number',
  'amount',
  'percent',
  'boolean',
  'date',
  'time',
  'date-time',
  'zoned-date-time',
  'duration',
  'enum',
  'email',
  'url',
  'phone',
  'uuid',
  'iban',
  'country',
  'postal-code',
  'json',
  'list',
] as const
export const fieldType = z.enum(fieldTypes)
export type FieldType = z.output<typeof fieldType>

/** The properties of a field that belong to its type, and the types that take each. A list takes those of its items. */
export const typeProperties = {
  format: [
    ...(['integer', 'decimal', 'number', 'amount', 'percent'] as const),
    ...(['boolean', 'date', 'time', 'date-time', 'zoned-date-time', 'duration', 'country'] as const),
  ],
  locale: [
    ...(['integer', 'decimal', 'number', 'amount', 'percent'] as const),
    ...(['date', 'time', 'date-time', 'zoned-date-time', 'enum', 'country'] as const),
  ],
  precision: ['decimal', 'amount', 'percent'],
  scale: ['decimal', 'amount', 'percent'],
  currency: ['amount'],
  zone: ['zoned-date-time'],
  values: ['enum'],
  ignoreCase: ['enum'],
  region: ['phone', 'postal-code'],
  separator: ['list'],
  items: ['list'],
} as const satisfies Record<string, readonly FieldType[]>
export type TypeProperty = keyof typeof typeProperties
