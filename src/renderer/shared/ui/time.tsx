import { Tooltip } from '@mantine/core'
import { type ReactNode, useSyncExternalStore } from 'react'
import { formatExactTime, formatRelativeTime } from '../format.ts'

let now = Date.now()

function twiceAMinute(listener: () => void): () => void {
  const timer = setInterval(() => {
    now = Date.now()
    listener()
  }, 30_000)
  return () => clearInterval(timer)
}

/** The time now, which moves on twice a minute. */
export function useNow(): number {
  return useSyncExternalStore(twiceAMinute, () => now)
}

/** A time as `3 minutes ago`, with the exact one on hover. */
export function Time({ iso }: { readonly iso: string }): ReactNode {
  const current = useNow()
  return (
    <Tooltip label={formatExactTime(iso)}>
      <time dateTime={iso}>{formatRelativeTime(iso, Math.max(current, Date.parse(iso)))}</time>
    </Tooltip>
  )
}
