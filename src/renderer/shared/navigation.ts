import { useMemo, useSyncExternalStore } from 'react'

/** The places of the rail, in its order. */
export const places = ['import', 'imports', 'issues', 'datasets', 'schemas', 'analytics', 'settings'] as const
export type Place = (typeof places)[number]

/** Where the window is: a place and, there, one thing (an import, a dataset, a schema). */
export interface Location {
  readonly place: Place
  readonly item: string | null
}

/** The location is the address's fragment, so that going back, forward and loading again just work. */
function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

export function parseLocation(hash: string): Location {
  const [, name = '', item = ''] = /^#\/([^/]*)(?:\/(.*))?$/.exec(hash) ?? []
  const place = places.find((candidate) => candidate === name) ?? 'import'
  return { place, item: item === '' ? null : decodeURIComponent(item) }
}

export function locationHref(place: Place, item: string | number | null = null): string {
  return item === null ? `#/${place}` : `#/${place}/${encodeURIComponent(String(item))}`
}

export function goTo(place: Place, item: string | number | null = null): void {
  window.location.hash = locationHref(place, item)
}

export function useLocation(): Location {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash)
  return useMemo(() => parseLocation(hash), [hash])
}

/** The import that a location names, or null. */
export function importIdOf(location: Location): number | null {
  const id = Number(location.item)
  return location.item !== null && Number.isSafeInteger(id) && id > 0 ? id : null
}
