import { basename, extname } from 'node:path'
import type { EventMessage } from '../../../contract/events.ts'
import type { PurgeResult } from '../../../contract/purge.ts'
import type { Handlers } from '../../../contract/operations.ts'
import type { Analytics } from '../analytics/analytics.ts'
import { AppError } from '../lib/app-error.ts'
import type { Remote } from '../lib/rpc.ts'
import type { ImportQueue } from '../pipeline/import-queue.ts'
import type { ImportThreadMethods } from '../pipeline/import-thread.ts'
import type { Versions } from '../pipeline/versions.ts'
import { exportSchema } from '../schema/convert/export-schema.ts'
import { importSchema } from '../schema/convert/import-schema.ts'
import type { StoreMethods } from '../store/store-protocol.ts'
import { datasetChanges } from './dataset-changes.ts'

/** As the contract has it for schemas; a file's name may be longer. */
const longestSchemaName = 200

type FileOperation =
  | 'files.inspect'
  | 'files.profile'
  | 'files.stop'
  | 'files.records'
  | 'schemas.infer'
  | 'schemas.import'

/** The operations that look at files and need no workspace; a schema is inferred from a dataset only where there is one. */
export function fileHandlers(
  files: () => Remote<ImportThreadMethods>,
  store: Remote<StoreMethods> | null,
): Pick<Handlers, FileOperation> {
  return {
    'files.inspect': (input) => files().inspect(input),
    'files.profile': (input) => files().profile(input),
    'files.stop': ({ task }) => files().stopTask(task),
    'files.records': (input) => files().records(input),
    'schemas.import': ({ document, name }) => Promise.resolve(importSchema(document, name)),
    'schemas.infer': ({ name, ...input }) => {
      if ('path' in input) {
        const fileName = basename(input.path, extname(input.path)).slice(0, longestSchemaName)
        return files().infer({ ...input, name: name ?? fileName })
      }
      if (store) return store.inferDataset({ ...input, name })
      throw new AppError('usage', `The dataset "${input.dataset}" needs a workspace.`, { hint: 'Open one first.' })
    },
  }
}

interface HandlerContext {
  readonly files: () => Remote<ImportThreadMethods>
  readonly store: Remote<StoreMethods>
  readonly imports: ImportQueue
  readonly analytics: Analytics
  readonly versions: Versions
  readonly emit: (event: EventMessage) => void
}

/** The operations on a workspace: each hands its work to the thread that owns it. */
export function workspaceHandlers({
  files,
  store,
  imports,
  analytics,
  versions,
  emit,
}: HandlerContext): Omit<Handlers, FileOperation> {
  return {
    'workspace.health': () => store.health(null),
    'schemas.add': async ({ document }) => {
      const added = await store.addSchema({ document })
      emit({ name: 'workspace:changed', payload: { topics: ['schemas'] } })
      return added
    },
    'schemas.list': () => store.listSchemas(null),
    'schemas.show': (input) => store.showSchema(input),
    'schemas.versions': ({ name }) => store.schemaVersions(name),
    'schemas.export': async ({ format, ...input }) => exportSchema((await store.showSchema(input)).document, format),
    'schemas.compare': (input) => store.compareSchemas(input),
    'imports.start': async (request) => ({ importId: await imports.start(request) }),
    'imports.wait': ({ importId }) => imports.wait(importId),
    'imports.list': (input) => store.listImports(input),
    'imports.show': ({ importId }) => store.showImport(importId),
    'imports.statistics': async ({ importId }) => {
      const fields = await store.importStatistics(importId)
      const source = await store.analyticsImport(importId)
      const distinct = await (await analytics.ready()).countDistinct(source)
      return { fields: fields.map((field) => ({ ...field, distinct: distinct[field.field] ?? null })) }
    },
    'imports.progress': () => Promise.resolve(imports.running()),
    'imports.stop': ({ importId, keep }) => imports.stop(importId, keep),
    'imports.resume': async ({ importId }) => ({ importId: await imports.resume(importId) }),
    'schemas.match': (input) => files().match(input),
    'imports.preview': (input) => files().preview(input),
    'imports.revalidate': async (input) => ({ importId: await imports.revalidate(input) }),
    'imports.rollback': ({ importId }) => imports.rollback(importId),
    'imports.restore': ({ importId }) => imports.restore(importId),
    'imports.drop': async ({ importId }) => {
      const record = await imports.drop(importId)
      emit({ name: 'workspace:changed', payload: { topics: ['imports', 'issues'] } })
      return record
    },
    'imports.purge': async (input) => {
      const preview = await store.purgeImport({ ...input, confirm: false })
      if (!input.confirm) return preview
      const { importId, state } = await store.showImport(input.importId)
      let purged: PurgeResult
      try {
        if (input.what !== 'raw' && state === 'completed') await versions.change({ importId, state: 'rolled-back' })
        purged = await store.purgeImport(input)
      } finally {
        // The copy is made anew of what is left; its file would keep what was deleted from it.
        await analytics.discard()
        emit({ name: 'workspace:changed', payload: { topics: ['imports', 'issues', 'datasets'] } })
      }
      await store.finishPurges(null)
      return purged
    },
    'issues.list': (input) => store.listIssues(input),
    'issues.facets': ({ importId }) => store.issueFacets(importId),
    'rejects.export': (input) => files().writeRejects(input),
    'rejects.preview': (input) => files().previewMerge(input),
    'datasets.list': () => store.listDatasets(null),
    ...datasetChanges({ store, analytics, emit }),
    'datasets.profile': (input) => files().profileDataset(input),
    'datasets.revalidate': async (input) => {
      const importIds: number[] = []
      for (const importId of await store.importsToRevalidate(input)) {
        importIds.push(await imports.revalidate({ importId, version: input.version }))
      }
      return { importIds }
    },
    'datasets.export': ({ dataset, file, raw, asOf }) =>
      asOf === undefined
        ? store.exportCsv({ dataset, file, raw })
        : versions.withVersionsAsOf(asOf, () => store.exportCsv({ dataset, file, raw, asOf })),
    'analytics.query': async ({ sql, limit = null, asOf }) =>
      asOf === undefined ? (await analytics.ready()).query({ sql, limit }) : versions.queryAsOf(asOf, { sql, limit }),
    'analytics.chart': async (request) => (await analytics.ready()).chart(request),
  }
}
