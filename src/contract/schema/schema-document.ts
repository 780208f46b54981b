import { z } from 'zod'
import { severity } from '../issues.ts'
import { fieldCheck } from './field-check.ts'
import { fieldType } from './field-type.ts'
import { expression, rowRule } from './row-rule.ts'
import { transformStep } from './transform-step.ts'

/** Among which rows a value stands once: those of its file, or those of the whole dataset. */
export const uniqueWithin = z.enum(['file', 'dataset'])
export type UniqueWithin = z.output<typeof uniqueWithin>

export const schemaField = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(300)
    .regex(/^[^\0]*$/, 'has a NUL character, which no database takes in a name'),
  title: z.string().optional(),
  description: z.string().optional(),
  /** Other headers under which files bring this field. */
  aliases: z.array(z.string()).optional(),
  type: fieldType.default('text'),
  /** How values are written: `1.234,50`, `DD/MM/YYYY`, `ja/nein`, `alpha-3`; one way or several. */
  format: z.union([z.string().min(1).max(100), z.array(z.string().min(1).max(100)).min(1)]).optional(),
  /** A BCP 47 tag, such as `de-DE`, that says how values are written where no format does; the document's unless said. */
  locale: z.string().optional(),
  /** Digits in all and after the point, for `decimal`, `amount` and `percent` as it is stored. */
  precision: z.number().int().min(1).max(38).optional(),
  scale: z.number().int().min(0).max(38).optional(),
  /** The currency of ISO 4217 whose code or sign may stand beside an amount. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  /** The time zone, by its IANA name, of moments that are written without one. */
  zone: z.string().optional(),
  /** The values that an `enum` has, as they are stored. */
  values: z.array(z.string().min(1)).min(1).optional(),
  /** Values of an `enum` may differ from the list in case. */
  ignoreCase: z.boolean().optional(),
  /** What stands between the items of a `list`, and the type of each. */
  separator: z.string().min(1).max(10).optional(),
  items: fieldType.exclude(['list', 'json']).optional(),
  /** The two-letter country that local phone numbers or postal codes belong to. */
  region: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  required: z.boolean().default(false),
  /** An empty cell stays an empty text instead of NULL. */
  keepEmpty: z.boolean().default(false),
  /** Stands for an empty cell; must itself pass the field's type and checks. An expression is computed from other cells of the row. */
  default: z.union([z.string().min(1), z.strictObject({ expression })]).optional(),
  transforms: z.array(transformStep).default([]),
  checks: z.array(fieldCheck).default([]),
  severity: severity.default('error'),
  unique: uniqueWithin.optional(),
  /** What the field probably is; shown to people, never applied. */
  suggestion: z
    .strictObject({ type: fieldType, format: z.string().optional(), confidence: z.number(), reason: z.string() })
    .optional(),
})
export type SchemaField = z.output<typeof schemaField>

/** The document that the schema builder edits and that every version of a schema stores. */
export const schemaDocument = z.strictObject({
  /** Where editors find the JSON Schema of this document; of no other use. */
  $schema: z.string().optional(),
  name: z.string().min(1).max(200),
  title: z.string().optional(),
  description: z.string().optional(),
  /** The author's own mark, such as a date; the workspace numbers the versions of a schema by itself. */
  version: z.string().max(100).optional(),
  /** A BCP 47 tag, such as `de-DE`: how numbers and dates are written, and letters cased, where a field does not say. */
  locale: z.string().optional(),
  fields: z.array(schemaField).min(1),
  unknownColumns: z.enum(['reject', 'ignore', 'keep']).default('keep'),
  nullWords: z.array(z.string()).default([]),
  /** Keys of several fields together, of which no two rows have the same. */
  unique: z
    .array(
      z.strictObject({
        fields: z.array(z.string()).min(1),
        within: uniqueWithin.default('dataset'),
        severity: severity.default('error'),
        message: z.string().min(1).max(1000).optional(),
      }),
    )
    .optional(),
  /** Rules over several cells of a row. */
  rules: z.array(rowRule).optional(),
})
export type SchemaDocument = z.output<typeof schemaDocument>

export const schemaSummary = z.object({
  name: z.string(),
  version: z.number().int(),
  fields: z.number().int(),
  title: z.string().nullable(),
  createdAt: z.string(),
})
export type SchemaSummary = z.output<typeof schemaSummary>
