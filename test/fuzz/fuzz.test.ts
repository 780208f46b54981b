import { describe, expect, it } from 'vitest'
import { inProject } from '../../scripts/shared/project.ts'
import { fuzz } from './run-fuzz.ts'
import { targets } from './targets.ts'

/** `npm run fuzz` reads more of them, by other seeds. */
const runs = 50

describe('mutated files', () => {
  it.each(targets)('$name: each is a table, the same in parts of any size, or refused with a code', async (target) => {
    const seeds = Array.from({ length: runs }, (_, index) => index)
    const { failures, ...fuzzed } = await fuzz(target, seeds, inProject('artifacts', 'fuzz'))
    expect(failures).toEqual([])
    expect(fuzzed.runs).toBe(runs)
    expect(fuzzed.outcomes.get('table')).toBeGreaterThan(0)
  })
})
