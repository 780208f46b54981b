import { z } from 'zod'
import { severity } from './issues.ts'

/** What a field's text must be. A type without a declared format accepts only the unambiguous writing of it. */
export const fieldTypes = ['text', 'integer', 'decimal', 'number', 'boolean', 'date', 'email', 'url', 'phone'] as const
export const fieldType = z.enum(fieldTypes)
export type FieldType = z.output<typeof fieldType>

/** Cleaning steps that a document may name; they run in the order written, before the type is judged. */
export const transformNames = [
  'trim',
  'collapse-spaces',
  'lowercase',
  'uppercase',
  'normalize-unicode',
  'normalize-email',
  'remove-control-characters',
] as const
export const transformStep = z.union([
  z.enum(transformNames),
  z.strictObject({ custom: z.string().min(1).describe('A transform that the embedding program registered') }),
])
export type TransformStep = z.output<typeof transformStep>

export const fieldCheck = z.discriminatedUnion('check', [
  z.strictObject({ check: z.literal('min'), value: z.number() }),
  z.strictObject({ check: z.literal('max'), value: z.number() }),
  z.strictObject({ check: z.literal('min-length'), value: z.number().int().min(0) }),
  z.strictObject({ check: z.literal('max-length'), value: z.number().int().min(0) }),
  z.strictObject({
    check: z.literal('pattern'),
    pattern: z.string().min(1),
    flags: z
      .string()
      .regex(/^[imsu]*$/)
      .optional(),
  }),
  z.strictObject({ check: z.literal('one-of'), values: z.array(z.string()).min(1) }),
  z.strictObject({
    check: z.literal('custom'),
    name: z.string().min(1).describe('A validator that the embedding program registered'),
  }),
])
export type FieldCheck = z.output<typeof fieldCheck>

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
  /** Stands for an empty cell; must itself pass the field's type and checks. */
  default: z.string().min(1).optional(),
  transforms: z.array(transformStep).default([]),
  checks: z.array(fieldCheck).default([]),
  severity: severity.default('error'),
  /** What the field probably is; shown to people, never applied. */
  suggestion: z.strictObject({ type: fieldType, confidence: z.number(), reason: z.string() }).optional(),
})
export type SchemaField = z.output<typeof schemaField>

/** The document that the schema builder edits and that every version of a schema stores. */
export const schemaDocument = z.strictObject({
  name: z.string().min(1).max(200),
  title: z.string().optional(),
  description: z.string().optional(),
  fields: z.array(schemaField).min(1),
  unknownColumns: z.enum(['reject', 'ignore', 'keep']).default('keep'),
  nullWords: z.array(z.string()).default([]),
})
export type SchemaDocument = z.output<typeof schemaDocument>

/** The rule types of the flat form. */
export const ruleTypes = ['required', 'text', 'email', 'url', 'phone', 'date', 'number', 'regex', 'custom'] as const
export type RuleType = (typeof ruleTypes)[number]

/** The flat form: a list of rules, several of which may speak of one field. */
export const flatSchema = z.strictObject({
  name: z.string().min(1).max(200),
  title: z.string().optional(),
  description: z.string().optional(),
  rules: z
    .array(
      z.strictObject({
        field: z.string().min(1).max(300),
        type: z.enum(ruleTypes),
        required: z.boolean().optional(),
        options: z
          .strictObject({
            min: z.number().optional(),
            max: z.number().optional(),
            minLength: z.number().int().min(0).optional(),
            maxLength: z.number().int().min(0).optional(),
            pattern: z.string().min(1).optional(),
            flags: z
              .string()
              .regex(/^[imsu]*$/)
              .optional(),
            region: z
              .string()
              .regex(/^[A-Z]{2}$/)
              .optional(),
            name: z.string().min(1).optional(),
          })
          .optional(),
      }),
    )
    .min(1),
  strict: z.boolean().optional(),
})
export type FlatSchema = z.output<typeof flatSchema>

export const schemaSummary = z.object({
  name: z.string(),
  version: z.number().int(),
  fields: z.number().int(),
  title: z.string().nullable(),
  createdAt: z.string(),
})
export type SchemaSummary = z.output<typeof schemaSummary>
