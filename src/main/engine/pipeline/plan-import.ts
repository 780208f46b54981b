import { statfs } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ImportRequest } from '../../../contract/imports.ts'
import type { RecordCursor } from '../../../contract/reading.ts'
import { schemaOf } from '../infer/inspect.ts'
import { matchColumns } from '../schema/match/match-columns.ts'
import { saidMapping } from '../schema/match/pair-columns.ts'
import { type FileSample, readSample } from '../infer/read-sample.ts'
import { AppError } from '../lib/app-error.ts'
import type { Limits } from '../lib/limits.ts'
import { nameKey } from '../lib/names.ts'
import { formatBytes } from '../lib/numbers.ts'
import type { ContentPlan } from '../parse/content.ts'
import { isBlank } from '../parse/parse-text.ts'
import type { TableReading } from '../parse/pieces.ts'
import { hashFile } from '../source/hash-file.ts'
import { type InputFile, openInputFile } from '../source/input-file.ts'
import type { WriteDb } from '../store/database.ts'
import { checkDatasetName, ensureDataset, ensureLayout, findDataset, redrawDatasetView } from '../store/datasets.ts'
import { createImport, importsOfSize } from '../store/imports.ts'
import { findMapping, saveMapping } from '../store/mappings.ts'
import { addSchema, findSchema, requireSchema, type SchemaVersion } from '../store/schemas.ts'
import type { WorkspacePaths } from '../store/workspace.ts'
import { compileSchema } from '../validate/compile-schema.ts'
import type { Extensions } from '../validate/extensions.ts'
import { fileColumns } from './match-file.ts'
import { type Moment, momentOf } from '../validate/moment.ts'
import { readSchema } from '../schema/read-schema.ts'
import { refuseMissingTargets } from './table-targets.ts'
import { keyOf } from './upsert-key.ts'

/** Everything that was decided before the first row; stored with the import, so that resuming decides nothing anew. */
export interface ImportPlan extends TableReading {
  readonly dataStart: RecordCursor
  readonly skipped: number
  readonly modifiedMs: number
  readonly chunkBytes: number | null
  readonly workers: number | null
  readonly maxRejectRate: number | null
  /** What is in the future is told by this moment, also when the import is resumed. */
  readonly now: Moment
}

export interface PlanContext {
  readonly db: WriteDb
  readonly paths: WorkspacePaths
  readonly extensions: Extensions
  readonly limits: Limits
}

/**
 * Decides how a file is imported and stores the import as queued. Everything that can be refused is refused here, before
 * anything is written.
 */
export async function planImport(
  request: ImportRequest,
  context: PlanContext,
): Promise<{ importId: number; fileName: string }> {
  const { db, paths, extensions, limits } = context
  checkDatasetName(request.dataset)
  const file = await openInputFile(request.path, limits)
  const sample = await readSample(file, request.reading)
  if (sample.whole && sample.records.every(isBlank)) {
    throw new AppError('file-empty', `${file.path} has a header and no rows.`, {
      hint: 'Ask whoever sent it for the file with its rows.',
    })
  }
  const schema = await chooseSchema(db, request, sample, extensions)
  const document = withNullWords(schema.document, request)
  const columns = fileColumns(sample)
  const saved = findMapping(db, document.name, columns.names)?.mapping ?? {}
  const mappings = { asked: request.mapping, saved }
  const key = keyOf(request, document)
  const layout = matchColumns(columns, document, mappings, key)
  await compileSchema(document, layout, extensions)
  await refuseMissingTargets(document, layout, context)
  await refuseRepeat(db, request, file, sample.content)
  await refuseFullDisk(paths, file)

  const plan: ImportPlan = {
    content: sample.content,
    dialect: sample.dialect,
    footerRows: sample.footerRows,
    dataStart: sample.dataStart,
    skipped: sample.skipped,
    modifiedMs: file.modifiedMs,
    chunkBytes: request.chunkBytes ?? null,
    workers: request.workers ?? null,
    maxRejectRate: request.maxRejectRate ?? null,
    now: momentOf(new Date()),
  }
  const importId = db.transaction((): number => {
    const version = addSchema(db, document)
    const dataset = ensureDataset(db, request.dataset, version.name)
    const layoutId = ensureLayout(db, dataset, layout)
    const id = createImport(db, {
      datasetId: dataset.id,
      schemaVersionId: version.id,
      layoutId,
      path: file.path,
      bytes: file.bytes,
      plan,
      mode: request.mode,
      ...(key.length === 0 ? {} : { key }),
    })
    // Rows can have newer versions from here on.
    if (request.mode === 'upsert') redrawDatasetView(db, dataset)
    const mapping = saidMapping(columns, document, mappings)
    saveMapping(db, version.name, { importId: id, header: columns.names, mapping })
    return id
  })
  return { importId, fileName: basename(file.path) }
}

/** The schema that was named, else the one of the dataset, else one inferred from the file. */
async function chooseSchema(
  db: WriteDb,
  request: ImportRequest,
  sample: FileSample,
  extensions: Extensions,
): Promise<Pick<SchemaVersion, 'name' | 'document'>> {
  const dataset = findDataset(db, request.dataset)
  const schema = await wantedSchema(db, request, extensions)
  if (schema) {
    if (dataset && dataset.schemaKey !== nameKey(schema.name)) {
      const bound = findSchema(db, dataset.schemaKey)?.name ?? dataset.schemaKey
      throw new AppError(
        'schema-mismatch',
        `The dataset "${dataset.name}" holds rows of the schema "${bound}", not "${schema.name}".`,
        {
          hint: `Import into another dataset, or use --schema ${bound}.`,
        },
      )
    }
    return schema
  }
  const bound = dataset && findSchema(db, dataset.schemaKey)
  if (bound) return bound
  const existing = findSchema(db, request.dataset)
  return existing ?? { name: request.dataset, document: schemaOf(sample, request.dataset) }
}

async function wantedSchema(
  db: WriteDb,
  request: ImportRequest,
  extensions: Extensions,
): Promise<Pick<SchemaVersion, 'name' | 'document'> | null> {
  if (request.schemaDocument !== undefined) {
    const document = await readSchema(request.schemaDocument, extensions)
    return { name: document.name, document }
  }
  if (request.schema === undefined) return null
  const [, name = request.schema, version] = /^(.*?)(?:@(\d+))?$/s.exec(request.schema) ?? []
  return requireSchema(db, name, version === undefined ? undefined : Number(version))
}

/** Null words that the request adds are part of how its rows are judged, so they make a version of the schema. */
function withNullWords(document: SchemaVersion['document'], request: ImportRequest): SchemaVersion['document'] {
  const added = request.reading.nullValues ?? []
  return added.length === 0 ? document : { ...document, nullWords: [...new Set([...document.nullWords, ...added])] }
}

async function refuseRepeat(db: WriteDb, request: ImportRequest, file: InputFile, content: ContentPlan): Promise<void> {
  const dataset = findDataset(db, request.dataset)
  if (!dataset || request.again) return
  const candidates = importsOfSize(db, dataset.id, file.bytes, content.kind === 'sheet' ? content.sheet.name : null)
  if (candidates.length === 0) return
  const sha256 = await hashFile(file.path)
  const same = candidates.find((candidate) => candidate.sha256 === sha256)
  if (!same) return
  throw new AppError(
    'import-duplicate',
    `The dataset "${dataset.name}" already holds ${content.kind === 'sheet' ? `the sheet "${content.sheet.name}" of this very file` : 'this very file'}, as import ${same.importId}.`,
    {
      hint: 'Use --again to import it a second time.',
      details: { importId: same.importId, sha256 },
    },
  )
}

/** Rows in SQLite, its log, the copy for DuckDB while it is read, and DuckDB's own: about this many times the file. */
const spaceFactor = 3.5
const spaceReserve = 16 * 1024 * 1024

async function refuseFullDisk(paths: WorkspacePaths, file: InputFile): Promise<void> {
  const disk = await statfs(paths.root)
  const free = disk.bavail * disk.bsize
  const needed = Math.ceil(file.bytes * spaceFactor) + spaceReserve
  if (free >= needed) return
  throw new AppError(
    'disk-space',
    `Too little space: the import needs about ${formatBytes(needed)}, and ${formatBytes(free)} are free where the workspace is.`,
    {
      hint: 'Free some space, or use a workspace on a larger disk.',
      details: { neededBytes: needed, freeBytes: free },
    },
  )
}
