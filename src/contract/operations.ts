import { z } from 'zod'
import { chartRequest, datasetSummary, queryResult } from './datasets.ts'
import { importedField } from './judged-field.ts'
import { importProgress, importRecord, importRequest } from './imports.ts'
import { issue, issueFacet, issueFilter } from './issues.ts'
import { judgingPreview } from './judging-preview.ts'
import { matching } from './matching.ts'
import { tableProfile } from './profile.ts'
import { finding, inspection, readingOptions, recordCursor, recordPage } from './reading.ts'
import { exportFormats, schemaExport, schemaImport } from './schema/schema-conversion.ts'
import { schemaDifference, schemaVersion } from './schema/schema-difference.ts'
import { schemaDocument, schemaSummary } from './schema/schema-document.ts'

/** Where an operation can be called from. */
export const shells = ['desktop', 'cli', 'server'] as const
export type Shell = (typeof shells)[number]

interface Operation<I extends z.ZodType, O extends z.ZodType> {
  readonly summary: string
  readonly input: I
  readonly output: O
  readonly http: `${'GET' | 'POST' | 'DELETE'} /${string}`
  /** All shells, unless said. */
  readonly shells?: readonly Shell[]
}

function operation<I extends z.ZodType, O extends z.ZodType>(definition: Operation<I, O>): Operation<I, O> {
  return definition
}

const nothing = z.strictObject({})
/** A name that a caller gives to long work, to follow and to stop it. */
const task = z.string().min(1).max(100)
const importId = z.strictObject({ importId: z.number().int().min(1) })

/**
 * Everything that Headgate can be asked to do. The desktop's IPC, the command line and the REST server are derived from this
 * table; a handler exists for each entry or the engine does not compile.
 */
export const operations = {
  'workspace.health': operation({
    summary: 'Whether the workspace, its databases, the disk and the memory are in order',
    input: nothing,
    output: z.object({
      ok: z.boolean(),
      workspace: z.string(),
      version: z.string(),
      checks: z.array(z.object({ name: z.string(), ok: z.boolean(), message: z.string() })),
      warnings: z.array(z.string()),
    }),
    http: 'GET /health',
  }),
  'files.inspect': operation({
    summary: 'What a file is and how it would be read, each choice with its confidence and reason',
    input: z.strictObject({
      path: z.string().min(1),
      reading: readingOptions.default({}),
      full: z.boolean().default(false),
      task: task.optional(),
    }),
    output: inspection,
    http: 'POST /files/inspect',
  }),
  'files.profile': operation({
    summary:
      'Statistics of every column over a whole file, and what turning texts into their probable types would lose',
    input: z.strictObject({ path: z.string().min(1), reading: readingOptions.default({}), task: task.optional() }),
    output: z.object({
      file: inspection.shape.file,
      sheet: z.string().nullable(),
      findings: z.array(finding),
      profile: tableProfile,
    }),
    http: 'POST /files/profile',
  }),
  'files.stop': operation({
    summary: 'Stop reading a whole file, which then fails as cancelled',
    input: z.strictObject({ task }),
    output: z.object({ stopped: z.boolean() }),
    http: 'POST /files/stop',
  }),
  'files.records': operation({
    summary: 'A page of a file as it reads, every record whatever is wrong with it',
    input: z.strictObject({
      path: z.string().min(1),
      reading: readingOptions.default({}),
      cursor: recordCursor.optional(),
      limit: z.number().int().min(1).max(100_000).default(1000),
    }),
    output: recordPage,
    http: 'POST /files/records',
  }),
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
  'imports.start': operation({
    summary: 'Begin an import; everything that can be refused is refused here, before anything is written',
    input: importRequest,
    output: importId,
    http: 'POST /imports',
  }),
  'imports.wait': operation({
    summary: 'The import, once it runs no more',
    input: importId,
    output: importRecord,
    http: 'POST /imports/{importId}/wait',
  }),
  'imports.list': operation({
    summary: 'All imports, newest first',
    input: z.strictObject({ dataset: z.string().optional() }),
    output: z.array(importRecord),
    http: 'GET /imports',
  }),
  'imports.show': operation({
    summary: 'One import',
    input: importId,
    output: importRecord,
    http: 'GET /imports/{importId}',
  }),
  'imports.statistics': operation({
    summary: 'What an import found and did, field by field',
    input: importId,
    output: z.object({ fields: z.array(importedField) }),
    http: 'GET /imports/{importId}/statistics',
  }),
  'imports.progress': operation({
    summary: 'The progress of the imports that run now',
    input: nothing,
    output: z.array(importProgress),
    http: 'GET /imports/progress',
  }),
  'imports.stop': operation({
    summary: 'Stop a running import at its next committed chunk: kept and resumable, or dropped',
    input: importId.extend({ keep: z.boolean() }),
    output: importRecord,
    http: 'POST /imports/{importId}/stop',
  }),
  'imports.resume': operation({
    summary: 'Go on with an interrupted import after its last committed chunk',
    input: importId,
    output: importId,
    http: 'POST /imports/{importId}/resume',
  }),
  'imports.drop': operation({
    summary: 'Throw away what an interrupted import had committed',
    input: importId,
    output: importRecord,
    http: 'POST /imports/{importId}/drop',
  }),
  'imports.preview': operation({
    summary:
      'What judging the stored rows of an import by a document, or by another version of its schema, would find; changes nothing',
    input: importId.extend({
      document: z.unknown().optional(),
      version: z.number().int().min(1).optional(),
      fields: z.array(z.string()).min(1).optional().describe('Only these fields, whose columns alone are read'),
      task: task.optional(),
    }),
    output: judgingPreview,
    http: 'POST /imports/{importId}/preview',
  }),
  'imports.revalidate': operation({
    summary:
      'Judge the stored rows of an import again, by the newest version of its schema unless one is named; a new import takes its place',
    input: importId.extend({ version: z.number().int().min(1).optional() }),
    output: importId,
    http: 'POST /imports/{importId}/revalidate',
  }),
  'imports.rollback': operation({
    summary: 'Take a completed import back: its rows are not seen any more, and what it hid is seen again',
    input: importId,
    output: importRecord,
    http: 'POST /imports/{importId}/rollback',
  }),
  'imports.restore': operation({
    summary: 'Undo a rollback',
    input: importId,
    output: importRecord,
    http: 'POST /imports/{importId}/restore',
  }),
  'issues.list': operation({
    summary: 'A page of the issues of an import, in row order; offsets are 0-based and any of them is reached at once',
    input: importId.extend({
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(10_000).default(200),
      filter: issueFilter.default({}),
    }),
    output: z.object({ total: z.number().int(), issues: z.array(issue) }),
    http: 'GET /imports/{importId}/issues',
  }),
  'issues.facets': operation({
    summary: 'How many issues there are of each kind, most frequent first',
    input: importId,
    output: z.array(issueFacet),
    http: 'GET /imports/{importId}/issues/facets',
  }),
  'datasets.list': operation({
    summary: 'All datasets',
    input: nothing,
    output: z.array(datasetSummary),
    http: 'GET /datasets',
  }),
  'datasets.revalidate': operation({
    summary:
      'Judge all rows of a dataset again by a version of its schema, the newest unless one is named: each import that another version judged',
    input: z.strictObject({ dataset: z.string().min(1), version: z.number().int().min(1).optional() }),
    output: z.object({ importIds: z.array(z.number().int()) }),
    http: 'POST /datasets/{dataset}/revalidate',
  }),
  'datasets.export': operation({
    summary: 'Write a dataset to a file; raw gives the text as it was read',
    input: z.strictObject({
      dataset: z.string().min(1),
      file: z.string().min(1),
      format: z.enum(['csv']).default('csv'),
      raw: z.boolean().default(false),
    }),
    output: z.object({ file: z.string(), rows: z.number().int(), bytes: z.number().int() }),
    http: 'POST /datasets/{dataset}/export',
  }),
  'analytics.query': operation({
    summary: 'Run one read-only SQL statement over the datasets',
    input: z.strictObject({ sql: z.string().min(1), limit: z.number().int().min(1).optional() }),
    output: queryResult,
    http: 'POST /query',
  }),
  'analytics.chart': operation({
    summary: 'One measure over one dimension, computed by DuckDB',
    input: chartRequest,
    output: queryResult.extend({ sql: z.string() }),
    http: 'POST /chart',
  }),
} as const

export type Operations = typeof operations
export type OperationName = keyof Operations
/** What a caller gives: defaults may be left out. */
export type OperationInput<N extends OperationName> = z.input<Operations[N]['input']>
/** What a handler gets: validated, defaults filled in. */
export type HandlerInput<N extends OperationName> = z.output<Operations[N]['input']>
export type OperationOutput<N extends OperationName> = z.output<Operations[N]['output']>

export type Handlers = {
  readonly [N in OperationName]: (input: HandlerInput<N>) => Promise<OperationOutput<N>>
}

/** Calls an operation by name, in whatever process or thread the engine lives. */
export type Call = <N extends OperationName>(name: N, input: OperationInput<N>) => Promise<OperationOutput<N>>
