import type { InspectedColumn } from '../../../contract/reading.ts'
import { columnProfiler } from './profile/column-profiler.ts'
import type { ProfileOptions } from './profile/profile-options.ts'

/**
 * What a column's values probably are. A suggestion only: until a schema says otherwise every value stays text.
 * `values` are its cells, empty ones included; reasons speak of a sample unless `options` say that these are all.
 */
export function suggestType(
  name: string,
  values: readonly string[],
  options: ProfileOptions = { sampled: true },
): InspectedColumn {
  const profiler = columnProfiler(name, options)
  for (const value of values) profiler.add(value)
  return profiler.suggestion()
}
