import { z } from 'zod'
import { importProgress, importRecord } from './imports.ts'
import { fileProgress } from './reading.ts'

/** What a workspace tells everyone who listens: name -> payload. */
export const events = {
  'import:progress': importProgress,
  'import:finished': importRecord,
  'file:progress': fileProgress,
  /** Something stored has changed: whoever shows it reads it again. */
  'workspace:changed': z.object({ topics: z.array(z.enum(['imports', 'issues', 'datasets', 'schemas'])) }),
} as const

export type Events = typeof events
export type EventName = keyof Events
export type EventPayload<N extends EventName> = z.output<Events[N]>
export type EventMessage = { [N in EventName]: { name: N; payload: EventPayload<N> } }[EventName]
