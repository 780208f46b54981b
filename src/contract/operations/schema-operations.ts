import { z } from 'zod'
import { matching } from '../matching.ts'
import { readingOptions } from '../reading.ts'
import { exportFormats, schemaExport, schemaImport } from '../schema/schema-conversion.ts'
import { schemaDifference, schemaVersion } from '../schema/schema-difference.ts'
import { schemaDocument, schemaSummary } from '../schema/schema-document.ts'
import { nothing, operation } from './operation.ts'

/** What is asked of schemas. */
export const schemaOperations = {
  'schemas.add': operation({
    summary: 'Register a schema document of either form; an identical one reuses its version',
    input: z.strictObject({ document: z.unknown() }),
    output: z.object({
      name: z.string(),
      version: z.number().int(),
      created: z.boolean(),
      /** To the version before; none where the first one or none was made. */
      differences: z.array(schemaDifference),
    }),
    http: 'POST /schemas',
  }),
  'schemas.list': operation({
    summary: 'The newest version of every schema',
    input: nothing,
    output: z.array(schemaSummary),
    http: 'GET /schemas',
  }),
  'schemas.show': operation({
    summary: 'A schema document; the newest version unless one is named',
    input: z.strictObject({ name: z.string().min(1), version: z.number().int().min(1).optional() }),
    output: z.object({ version: z.number().int(), document: schemaDocument }),
    http: 'GET /schemas/{name}',
  }),
  'schemas.match': operation({
    summary: 'How the columns of a file fit a schema, and what is different from the last file that came to it',
    input: z.strictObject({
      path: z.string().min(1),
      reading: readingOptions.default({}),
      schema: z.string().min(1).optional(),
      document: z.unknown().optional().describe('A schema document instead of a name'),
      mapping: z.record(z.string(), z.string()).default({}),
    }),
    output: matching,
    http: 'POST /schemas/match',
  }),
  'schemas.versions': operation({
    summary: 'Every version of a schema, oldest first',
    input: z.strictObject({ name: z.string().min(1) }),
    output: z.array(schemaVersion),
    http: 'GET /schemas/{name}/versions',
  }),
  'schemas.compare': operation({
    summary: 'In what one version of a schema is otherwise than another, in words',
    input: z.strictObject({ name: z.string().min(1), from: z.number().int().min(1), to: z.number().int().min(1) }),
    output: z.object({
      name: z.string(),
      from: z.number().int(),
      to: z.number().int(),
      differences: z.array(schemaDifference),
    }),
    http: 'GET /schemas/{name}/differences',
  }),
  'schemas.export': operation({
    summary: 'A schema in another form, and what that form cannot say; the newest version unless one is named',
    input: z.strictObject({
      name: z.string().min(1),
      version: z.number().int().min(1).optional(),
      format: z.enum(exportFormats),
    }),
    output: schemaExport,
    http: 'GET /schemas/{name}/export',
  }),
  'schemas.import': operation({
    summary: 'Read a schema of any form, recognised by what stands in it, without storing it',
    input: z.strictObject({
      document: z.unknown(),
      /** Its name where it has none. */
      name: z.string().min(1).max(200).default('schema'),
    }),
    output: schemaImport,
    http: 'POST /schemas/import',
  }),
  'schemas.infer': operation({
    summary: 'A schema for a file or a dataset, with the probable types of its texts as suggestions',
    input: z.union([
      z.strictObject({
        path: z.string().min(1),
        reading: readingOptions.default({}),
        name: z.string().optional(),
      }),
      z.strictObject({ dataset: z.string().min(1), name: z.string().optional() }),
    ]),
    output: schemaDocument,
    http: 'POST /schemas/infer',
  }),
} as const
