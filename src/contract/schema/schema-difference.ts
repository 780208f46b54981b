import { z } from 'zod'

export const differenceKinds = [
  'field-added',
  'field-removed',
  'field-renamed',
  'fields-reordered',
  'property-changed',
  'transforms-changed',
  'check-added',
  'check-removed',
  'check-changed',
  'document-changed',
  'rule-added',
  'rule-removed',
] as const

/** One thing in which a schema document is otherwise than another. */
export const schemaDifference = z.object({
  kind: z.enum(differenceKinds),
  /** The field, by its later name; null for what is said of the document as a whole. */
  field: z.string().nullable(),
  /** The parts of the documents that differ; null where there is none. */
  before: z.unknown(),
  after: z.unknown(),
  sentence: z.string(),
  /** Whether fewer or more rows pass because of it; `other` where neither is sure. */
  effect: z.enum(['stricter', 'looser', 'other']),
})
export type SchemaDifference = z.output<typeof schemaDifference>

/** A stored version of a schema. */
export const schemaVersion = z.object({
  version: z.number().int(),
  createdAt: z.string(),
  fields: z.number().int(),
  /** Imports whose rows were judged by it, whatever became of them. */
  imports: z.number().int(),
})
export type SchemaVersionSummary = z.output<typeof schemaVersion>
