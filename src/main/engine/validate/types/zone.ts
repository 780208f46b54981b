/** Moments of a time zone. Local times are milliseconds as if the clock showed UTC. */
export interface Zone {
  /** The moments, in milliseconds since 1970, at which the clocks of the zone show a local time: none, one, or two when they go back. */
  readonly momentsOf: (localMs: number) => readonly number[]
}

/** Whether a text is the IANA name of a zone that Intl knows. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const dayMs = 86_400_000
/** Days whose offsets are kept at most. */
const memorySize = 20_000

/**
 * A zone by its IANA name, from Intl's data. A local time has the offset of the day before or of the day after, as long as no zone changes
 * its clocks twice within three days; the tests look through the zones and years that there are.
 */
export function zoneOf(name: string): Zone {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: name,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const offsetAt = (ms: number): number => {
    const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, value]))
    const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type))
    const year = parts.get('era')?.startsWith('B') ? 1 - part('year') : part('year')
    const local = new Date(0)
    local.setUTCFullYear(year, part('month') - 1, part('day'))
    local.setUTCHours(part('hour'), part('minute'), part('second'))
    return local.getTime() - Math.floor(ms / 1000) * 1000
  }
  const known = new Map<number, readonly [before: number, after: number]>()
  const offsetsAround = (localMs: number): readonly [number, number] => {
    const day = Math.floor(localMs / dayMs)
    const found = known.get(day)
    if (found) return found
    const offsets = [offsetAt((day - 1) * dayMs), offsetAt((day + 2) * dayMs)] as const
    if (known.size >= memorySize) known.clear()
    known.set(day, offsets)
    return offsets
  }
  return {
    momentsOf: (localMs) => {
      const [before, after] = offsetsAround(localMs)
      if (before === after) return [localMs - before]
      return [before, after].map((offset) => localMs - offset).filter((ms) => ms + offsetAt(ms) === localMs)
    },
  }
}
