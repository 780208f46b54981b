import { z } from 'zod'
import { schemaDocument } from './schema-document.ts'

/** What a schema can be written as. */
export const exportFormats = [
  'headgate',
  'table-schema',
  'json-schema',
  'sql-sqlite',
  'sql-duckdb',
  'sql-postgres',
] as const
export type ExportFormat = (typeof exportFormats)[number]

/** What a schema can be read from; told apart by what stands in the document. */
export const importFormats = ['headgate', 'table-schema', 'json-schema'] as const

/** Something that one side says and the other cannot, or only otherwise. */
export const conversionNote = z.object({
  /** Null where it is about the schema as a whole. */
  field: z.string().nullable(),
  message: z.string(),
})
export type ConversionNote = z.output<typeof conversionNote>

export const schemaExport = z.object({
  format: z.enum(exportFormats),
  /** The JSON document; null for SQL. */
  document: z.unknown(),
  /** The same as the text of a file. */
  text: z.string(),
  notes: z.array(conversionNote),
})
export type SchemaExport = z.output<typeof schemaExport>

export const schemaImport = z.object({
  format: z.enum(importFormats),
  document: schemaDocument,
  notes: z.array(conversionNote),
})
export type SchemaImport = z.output<typeof schemaImport>
