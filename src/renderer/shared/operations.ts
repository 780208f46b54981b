import {
  keepPreviousData,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query'
import type { EventPayload } from '../../contract/events.ts'
import type { OperationInput, OperationName, OperationOutput } from '../../contract/operations.ts'
import { bridge } from './bridge.ts'
import { call } from './call.ts'

type Topic = EventPayload<'workspace:changed'>['topics'][number]

/** Which answers are old once something of a topic has changed. */
const readBy: Record<Topic, readonly OperationName[]> = {
  imports: ['imports.list', 'imports.show', 'imports.progress'],
  issues: ['issues.list', 'issues.facets'],
  datasets: ['datasets.list', 'analytics.chart'],
  schemas: ['schemas.list', 'schemas.show', 'schemas.versions'],
}

/** Nothing is ever retried or polled: the engine is on this machine, and it tells when something has changed. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', retry: false, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false },
    mutations: { networkMode: 'always', retry: false },
  },
})

bridge.on('workspace:changed', ({ topics }) => {
  const names = new Set<unknown>(topics.flatMap((topic) => readBy[topic]))
  void queryClient.invalidateQueries({ predicate: (query) => names.has(query.queryKey[0]) })
})

interface ReadOptions {
  /** False while the input is not known yet. */
  readonly enabled?: boolean
  /** Keeps showing the answer to the last input until the next one is there. */
  readonly keepPrevious?: boolean
}

/** What an operation answers, read again whenever the workspace says that it has changed. */
export function useOperation<N extends OperationName>(
  name: N,
  input: OperationInput<N>,
  { enabled = true, keepPrevious = false }: ReadOptions = {},
): UseQueryResult<OperationOutput<N>> {
  return useQuery<OperationOutput<N>>({
    queryKey: [name, input],
    queryFn: () => call(name, input),
    enabled,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  } as Parameters<typeof useQuery<OperationOutput<N>>>[0])
}

/** An operation that changes something, run on demand. What it changes comes back by the workspace's events. */
export function useOperationMutation<N extends OperationName>(
  name: N,
): UseMutationResult<OperationOutput<N>, Error, OperationInput<N>> {
  return useMutation({ mutationFn: (input: OperationInput<N>) => call(name, input) })
}
