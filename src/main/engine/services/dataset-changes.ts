import type { EventMessage } from '../../../contract/events.ts'
import type { Handlers } from '../../../contract/operations.ts'
import type { Analytics } from '../analytics/analytics.ts'
import type { Remote } from '../lib/rpc.ts'
import type { StoreMethods } from '../store/store-protocol.ts'

interface ChangeContext {
  readonly store: Remote<StoreMethods>
  readonly analytics: Analytics
  readonly emit: (event: EventMessage) => void
}

/** The operations on datasets as a whole: what changes is changed in SQLite, and DuckDB follows. */
export function datasetChanges({
  store,
  analytics,
  emit,
}: ChangeContext): Pick<Handlers, 'datasets.show' | 'datasets.rename' | 'datasets.drop' | 'datasets.restore'> {
  const follow = async (): Promise<void> => {
    await analytics.refresh()
    emit({ name: 'workspace:changed', payload: { topics: ['datasets', 'imports'] } })
  }
  return {
    'datasets.show': ({ dataset }) => store.showDataset(dataset),
    'datasets.rename': async (input) => {
      const details = await store.renameDataset(input)
      await follow()
      return details
    },
    'datasets.drop': async ({ dataset }) => {
      const { name } = await store.showDataset(dataset)
      await store.dropDataset(name)
      await follow()
      return { dataset: name }
    },
    'datasets.restore': async ({ dataset }) => {
      const details = await store.restoreDataset(dataset)
      await follow()
      return details
    },
  }
}
