import { plainNumber } from '../types/decimals.ts'

/** [E6] The text that a cell would have of a computed value; null for an empty one, which is none. A day is written as a date. */
export function resultText(value: unknown): string | null {
  const text = written(value)
  return text === '' ? null : text
}

function written(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? plainNumber(value) : String(value)
  if (value instanceof Date) {
    const time = value.toISOString()
    return time.endsWith('T00:00:00.000Z') ? time.slice(0, 10) : time
  }
  return String(value)
}
