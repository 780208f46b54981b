import type { z } from 'zod'
import { AppError } from '../lib/app-error.ts'

/**
 * Reads a value by its shape.
 * @throws AppError `schema-invalid` naming every place that is not as it should be
 */
export function parseShape<T extends z.ZodType>(shape: T, value: unknown): z.output<T> {
  const result = shape.safeParse(value)
  if (result.success) return result.data
  const places = result.error.issues.map((issue) => {
    const missing = issue.code === 'invalid_type' && issue.path.length > 0 && valueAt(issue.path, value) === undefined
    return `${placeOf(issue.path, value)}: ${missing ? 'is missing' : issue.message}`
  })
  throw new AppError('schema-invalid', `The schema is not valid. ${places.join('. ')}.`, {
    hint: 'Correct the named places. docs/schema-format.md describes both forms.',
    details: { places },
  })
}

function valueAt(path: readonly PropertyKey[], value: unknown): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  )
}

/** Where in the document, in words: which rule or field, by number and name. */
function placeOf(path: readonly PropertyKey[], value: unknown): string {
  const words: string[] = []
  let at: unknown = value
  for (const [depth, key] of path.entries()) {
    at = typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined
    if (typeof key === 'number') {
      const list = String(path[depth - 1] ?? 'entry').replace(/s$/, '')
      words.pop()
      words.push(`${list} ${key + 1}${nameOf(at)}`)
    } else words.push(String(key))
  }
  return words.length === 0 ? 'the document' : words.join(', ')
}

function nameOf(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return ''
  const { field, name } = entry as { field?: unknown; name?: unknown }
  const found = typeof field === 'string' ? field : name
  return typeof found === 'string' ? ` ("${found}")` : ''
}
