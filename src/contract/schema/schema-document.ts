import { z } from 'zod'
import { severity } from '../issues.ts'
import { fieldCheck } from './field-check.ts'
import { fieldType } from './field-type.ts'
import { expression, rowRule } from './row-rule.ts'
import { transformStep } from './transform-step.ts'

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
  /** Digits in all and after the point, for `decimal`. */
  precision: z.number().int().min(1).max(38).optional(),
  scale: z.number().int().min(0).max(38).optional(),
  /** The two-letter country that local phone numbers belong to, for `phone`. */
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
  /** What the field probably is; shown to people, never applied. */
  suggestion: z.strictObject({ type: fieldType, confidence: z.number(), reason: z.string() }).optional(),
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
