import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorNotice } from './error-notice.tsx'
import { Loading } from './loading.tsx'

interface AnswerProps<T> {
  readonly of: UseQueryResult<T>
  readonly loading?: string
  readonly children: (value: T) => ReactNode
}

/** What an operation answers, once it is there; until then that it loads, or why it failed, with another try. */
export function Answer<T>({ of, loading, children }: AnswerProps<T>): ReactNode {
  if (of.data !== undefined) return children(of.data)
  if (of.error !== null) return <ErrorNotice error={of.error} onRetry={of.refetch} />
  return loading === undefined ? <Loading /> : <Loading label={loading} />
}
