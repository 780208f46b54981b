import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnProfiler } from '../../src/main/engine/infer/profile/column-profiler.ts'
import { distinctSketch } from '../../src/main/engine/infer/profile/distinct-sketch.ts'
import { frequentItems } from '../../src/main/engine/infer/profile/frequent-items.ts'
import { columnBudget } from '../../src/main/engine/infer/profile/profile-options.ts'
import { quantileSketch } from '../../src/main/engine/infer/profile/quantile-sketch.ts'
import { textScanner } from '../../src/main/engine/infer/profile/scan-text.ts'
import { valueTable } from '../../src/main/engine/infer/profile/value-table.ts'

/** Numbers from 0 up to 1, the same each time (mulberry32, public domain). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mix = Math.imul(state ^ (state >>> 15), state | 1)
    mix ^= mix + Math.imul(mix ^ (mix >>> 7), mix | 61)
    return ((mix ^ (mix >>> 14)) >>> 0) / 2 ** 32
  }
}

/** How many of sorted numbers pass, where those that do come first. */
function countWhere(sorted: Float64Array, passes: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (passes(sorted[middle] ?? 0)) low = middle + 1
    else high = middle
  }
  return low
}

describe('distinctSketch', () => {
  it.each<[string, (index: number) => string]>([
    ['numbers in sequence', (index) => String(index)],
    ['padded numbers', (index) => `ORD-${String(index).padStart(9, '0')}`],
    ['numbers in front of a constant', (index) => `${index}@example.com`],
    ['pairs of letters', (index) => String.fromCharCode(65 + (index % 64), 1000 + Math.floor(index / 64))],
    ['decimals', (index) => (index / 100).toFixed(2)],
  ])('[P4] stays within four standard errors: %s', (_, textOf) => {
    const scan = textScanner()
    for (const size of [10, 1000, 60_000, 300_000]) {
      const sketch = distinctSketch(14)
      for (let index = 0; index < size; index++) {
        const { hash, secondHash } = scan(textOf(index))
        sketch.add(hash, secondHash)
        if (index % 3 === 0) sketch.add(hash, secondHash)
      }
      expect(Math.abs(sketch.count() - size) / size).toBeLessThan(4 * sketch.error)
    }
  })
})

describe('quantileSketch', () => {
  it.each([
    ['ascending', (index: number) => index],
    ['descending', (index: number) => -index],
    ['shuffled', (index: number) => Math.imul(index, 0x9e3779b1) >>> 0],
    ['skewed', (index: number) => 1.0001 ** (Math.imul(index, 0x9e3779b1) >>> 18)],
  ])('[P6] keeps ranks within its error and all of the weight: %s', (_, valueOf) => {
    const size = 200_000
    for (const k of [64, 1024]) {
      const sketch = quantileSketch(k)
      const values = Array.from({ length: size }, (__, index) => valueOf(index))
      for (const value of values) sketch.add(value, 1)
      const sorted = Float64Array.from(values).sort()
      const items = sketch.items()
      expect(items.reduce((sum, { weight }) => sum + weight, 0)).toBe(size)
      expect(sketch.size).toBeLessThan(5 * k + 200)
      let passed = 0
      let worst = 0
      for (const { value, weight } of items) {
        const below = countWhere(sorted, (other) => other < value)
        const upTo = countWhere(sorted, (other) => other <= value)
        worst = Math.max(worst, below - passed - weight, passed - upTo)
        passed += weight
      }
      expect(worst / size).toBeLessThan(1.5 * sketch.rankError)
    }
  })

  it('[P6] is exact while little was added, also with weights', () => {
    const sketch = quantileSketch(1024)
    sketch.add(5, 1000)
    sketch.add(3, 7)
    expect(sketch.rankError).toBe(0)
    expect(sketch.items().reduce((sum, { value, weight }) => sum + value * weight, 0)).toBe(5021)
  })
})

describe('frequentItems', () => {
  it('[P5] never counts too much, nor too little by more than its error, which is at most 2 / capacity', () => {
    const item = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 20 }))
    fc.assert(
      fc.property(fc.array(item, { maxLength: 800 }), fc.integer({ min: 4, max: 60 }), (stream, capacity) => {
        const sketch = frequentItems(capacity, true)
        const counts = new Map<number, number>()
        let total = 0
        for (const [key, weight] of stream) {
          sketch.add(key, String(key), weight)
          counts.set(key, (counts.get(key) ?? 0) + weight)
          total += weight
        }
        expect(sketch.error).toBeLessThanOrEqual((2 * total) / capacity)
        expect(sketch.size).toBeLessThanOrEqual(capacity)
        const found = new Map(sketch.top(1000).map(({ text, count }) => [Number(text), count]))
        expect(found.size).toBe(sketch.size)
        for (const [key, count] of counts) {
          const least = found.get(key) ?? 0
          expect(least).toBeLessThanOrEqual(count)
          expect(count).toBeLessThanOrEqual(least + sketch.error)
        }
      }),
    )
  })
})

describe('valueTable', () => {
  it('[P1] counts as a map does', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
      fc.string({ minLength: 10, maxLength: 20 }),
    )
    fc.assert(
      fc.property(fc.array(text, { maxLength: 300 }), (texts) => {
        const table = valueTable()
        for (const [row, value] of texts.entries()) if (!table.count(value)) table.insert(value, row)
        const found: [string, number, number][] = []
        table.forEach((value, count, row) => found.push([value, count, row]))
        const expected = [...Map.groupBy(texts, (value) => value)].map(([value, { length }]) => [
          value,
          length,
          texts.indexOf(value),
        ])
        expect(found).toEqual(expected)
      }),
    )
  })
})

describe('columnProfiler beyond its budget', () => {
  const size = 120_000
  const random = randomFrom(1)
  // One value in three is frequent; the others hardly ever repeat. The frequent one comes late.
  const cells = Array.from({ length: size }, (_, index) => {
    if (index > size / 2 && index % 3 === 0) return '777.5'
    return (random() ** 2 * 1_000_000).toFixed(2)
  })
  const profiler = columnProfiler('c')
  for (const value of cells) profiler.add(value)
  const kept = profiler.kept()
  const statistics = profiler.finish()
  const values = Float64Array.from(cells, Number).sort()

  it('[P2] keeps no more than the budget', () => {
    const { distinctValues, frequentItems: counters, quantileAccuracy } = columnBudget
    expect(kept).toBeLessThanOrEqual(distinctValues + 2 * counters + 3 * 5 * quantileAccuracy)
  })

  it('[P4] estimates distinct values within four standard errors', () => {
    const { count, exact, error } = statistics.distinct
    const { size: truth } = new Set(cells)
    expect(exact).toBe(false)
    expect(Math.abs(count - truth) / truth).toBeLessThan(4 * error)
  })

  it('[P5] finds a frequent value that came late', () => {
    const [first] = statistics.topValues.items
    const truth = cells.filter((value) => value === '777.5').length
    expect(statistics.topValues.exact).toBe(false)
    expect(first?.value).toBe('777.5')
    expect(first?.count).toBeLessThanOrEqual(truth)
    expect(truth).toBeLessThanOrEqual((first?.count ?? 0) + (first?.error ?? 0))
  })

  it('[P6] [P8] keeps count, extremes, mean and sum exact, and quantiles within the error', () => {
    const { numbers, histogram } = statistics
    const sum = values.reduce((total, value) => total + value, 0)
    expect(numbers).toMatchObject({ count: size, min: values[0], max: values.at(-1) })
    expect(numbers?.mean).toBeCloseTo(sum / size, 6)
    expect(numbers?.sum).toBeCloseTo(sum, 3)
    const { rankError, ...found } = numbers?.quantiles ?? { rankError: 0 }
    expect(rankError).toBeGreaterThan(0)
    for (const [name, value] of Object.entries(found)) {
      const share = Number(name.slice(1)) / 100
      const low = values.findIndex((other) => other >= value) / size
      const high = (values.findLastIndex((other) => other <= value) + 1) / size
      expect(low).toBeLessThan(share + 1.5 * rankError)
      expect(high).toBeGreaterThan(share - 1.5 * rankError)
    }
    expect(histogram?.bins.reduce((total, { count }) => total + count, 0)).toBe(size)
  })

  it('[P1] judges every value, sketched or not', () => {
    expect(profiler.suggestion()).toMatchObject({
      type: 'number',
      reason: `All ${size.toLocaleString('en-US')} values are numbers.`,
    })
    const zeros = cells.filter((value) => value.endsWith('0')).length
    expect(profiler.suggestion().losses.find(({ kind }) => kind === 'trailing-zeros')?.count).toBe(zeros)
  })

  it('[P1] gives the same answers with a budget of nothing, where they are promised', () => {
    const nothing = { ...columnBudget, distinctValues: 0 }
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('', '1', '2.5', 'x', '03/04/2025', 'NA', ' 7'), { maxLength: 40 }),
        (texts) => {
          const [exact, sketched] = [columnBudget, nothing].map((budget) => {
            const column = columnProfiler('c', { budget })
            for (const text of texts) column.add(text)
            const { count, filled, text, lengths, oddities, numbers, nullWords, dates, patterns } = column.finish()
            const { examples: _, ...suggestion } = column.suggestion()
            const { min, max, quantiles } = numbers ?? {}
            return {
              count,
              filled,
              text,
              lengths,
              oddities,
              min,
              max,
              quantiles,
              nullWords,
              dates,
              patterns,
              suggestion,
            }
          })
          expect(sketched).toEqual(exact)
        },
      ),
    )
  })
})
