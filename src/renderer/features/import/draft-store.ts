import { useSyncExternalStore } from 'react'
import type { ReadingOptions } from '../../../contract/reading.ts'

/** What a person has decided for the next import. Kept outside the screen, so that leaving it loses nothing. */
export interface Draft {
  readonly path: string
  /** The sheet of a workbook once a person chose one; until then the first that is not hidden. */
  readonly sheet: string | null
  /** A schema's name, or null to infer one. */
  readonly schema: string | null
  /** The dataset's name once a person typed one; until then a default follows the schema. */
  readonly dataset: string | null
}

/** How the file of a draft is to be read, as far as a person decided it. */
export function readingOf({ sheet }: Draft): ReadingOptions {
  return sheet === null ? {} : { sheet }
}

let draft: Draft | null = null
const listeners = new Set<() => void>()

function set(next: Draft | null): void {
  draft = next
  for (const listener of listeners) listener()
}

/** Begins with a file, and with the schema where it is known. */
export function chooseFile(path: string, schema: string | null = null): void {
  set({ path, sheet: null, schema, dataset: null })
}

export function changeDraft(change: Partial<Omit<Draft, 'path'>>): void {
  if (draft !== null) set({ ...draft, ...change })
}

export function forgetDraft(): void {
  set(null)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useDraft(): Draft | null {
  return useSyncExternalStore(subscribe, () => draft)
}
