import { basename } from 'node:path'
import { matchColumns } from '../schema/match/match-columns.ts'
import { uniqueNames } from '../infer/sniff-header.ts'
import { AppError } from '../lib/app-error.ts'
import { nameKey } from '../lib/names.ts'
import { sheetDialect } from '../parse/dialect.ts'
import { ensureLayout, requireDataset } from '../store/datasets.ts'
import { isVisible } from '../store/visible-imports.ts'
import { createImport, importPlan, requireImport, type StoredPlan } from '../store/imports.ts'
import { refusePurged } from '../store/purge-import.ts'
import { requireSchema, type SchemaVersion, schemaById } from '../store/schemas.ts'
import type { SchemaDocument } from '../../../contract/schema/schema-document.ts'
import { compileSchema } from '../validate/compile-schema.ts'
import type { LayoutColumn } from '../validate/layout.ts'
import type { ImportPlan, PlanContext } from './plan-import.ts'
import { keyIn } from './upsert-key.ts'

/**
 * Decides how the rows that an import has stored are judged again by another version of their schema, and stores that as an import of
 * its own, queued, which has the first one's mode and takes its place once it is complete.
 * @throws AppError `import-state` for an import whose rows are not seen, `schema-unknown`, `schema-mismatch` for a version of another schema,
 * `header-mismatch` where the version needs columns that the rows do not have
 */
export async function planRevalidation(
  input: { readonly importId: number; readonly version?: number },
  context: PlanContext,
): Promise<{ importId: number; fileName: string }> {
  const { db } = context
  const origin = importPlan<ImportPlan>(db, input.importId)
  refuseHidden(context, input.importId)
  refusePurged(db, input.importId)
  const version = versionFor(context, origin, input.version)
  const layout = layoutFor(origin, version.document)
  const key = keyIn(layout, origin.key, version.document)
  await compileSchema(version.document, layout, context.extensions)
  const plan: ImportPlan = {
    ...origin.plan,
    content: {
      kind: 'stored',
      limits: origin.plan.content.limits,
      importId: input.importId,
      sheet: 'sheet' in origin.plan.content ? origin.plan.content.sheet : null,
    },
    dialect: sheetDialect,
    footerRows: 0,
    dataStart: { ...origin.plan.dataStart, byteOffset: 0 },
    skipped: 0,
    maxRejectRate: null,
  }
  const importId = db.transaction(() => {
    const dataset = requireDataset(db, origin.datasetName)
    const { path, bytes } = origin
    return createImport(db, {
      datasetId: dataset.id,
      schemaVersionId: version.id,
      layoutId: ensureLayout(db, dataset, layout),
      path,
      bytes,
      plan,
      mode: origin.mode,
      ...(origin.mode === 'upsert' ? { key } : {}),
    })
  })
  return { importId, fileName: basename(origin.path) }
}

/** What the stored cells of an import are by another document: as its columns were matched, where their fields are still there. */
export function layoutFor(origin: StoredPlan<ImportPlan>, document: SchemaDocument): LayoutColumn[] {
  const columns = origin.layout.filter((column) => column.source !== null)
  const header = columns.map((column) => column.source ?? '')
  const names = uniqueNames(header, header.length)
  const known = new Set(document.fields.map((field) => nameKey(field.name)))
  const mapping = columns.flatMap(({ field }, position) =>
    field !== null && known.has(nameKey(field)) ? [[names[position] as string, field] as const] : [],
  )
  return matchColumns({ names, header }, document, { asked: Object.fromEntries(mapping), saved: {} }, origin.key)
}

function refuseHidden({ db }: PlanContext, importId: number): void {
  if (isVisible(db, importId)) return
  const { state } = requireImport(db, importId)
  throw new AppError(
    'import-state',
    `The rows of import ${importId} are not seen${state === 'completed' ? ', because a later import took their place' : `: it is ${state}`}.`,
    { hint: 'Judge the import again whose rows are seen; `headgate imports list` shows all of them.' },
  )
}

function versionFor({ db }: PlanContext, origin: StoredPlan<ImportPlan>, version: number | undefined): SchemaVersion {
  return requireSchema(db, schemaById(db, origin.schemaVersionId).name, version)
}
