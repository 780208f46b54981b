import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FieldStatistics, fieldStatistics, tableProfile } from '../../src/contract/profile.ts'
import { columnProfiler } from '../../src/main/engine/infer/profile/column-profiler.ts'
import { columnBudget, type ProfileOptions } from '../../src/main/engine/infer/profile/profile-options.ts'
import { tableProfiler } from '../../src/main/engine/infer/profile/table-profiler.ts'

function profile(cells: readonly string[], options?: ProfileOptions): FieldStatistics {
  const profiler = columnProfiler('c', options)
  for (const cell of cells) profiler.add(cell)
  return fieldStatistics.parse(profiler.finish())
}

const cell = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    'b',
    'Ann',
    'NA',
    'n/a',
    ' x',
    'y ',
    'p\u00a0q',
    '1',
    '2',
    '-7',
    '1.5',
    '2025-03-04',
    '\u{1f600}',
  ),
  fc.integer({ min: -1000, max: 1000 }).map(String),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value.toFixed(3)),
  fc.string({ unit: 'binary', maxLength: 6 }),
)
const cells = fc.array(cell, { maxLength: 60 })

/** Code points compared one by one. */
function byCodePoint(one: string, other: string): number {
  const [left, right] = [Array.from(one), Array.from(other)]
  for (const [index, character] of left.entries()) {
    const difference = (character.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? -1)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

describe('columnProfiler', () => {
  it('[P1] counts as a naive count does', () => {
    fc.assert(
      fc.property(cells, (values) => {
        const filled = values.filter((value) => value !== '')
        const counts = Map.groupBy(filled, (value) => value)
        const statistics = profile(values)
        expect(statistics).toMatchObject({
          count: values.length,
          filled: filled.length,
          empty: values.length - filled.length,
          distinct: { count: counts.size, exact: true, error: 0 },
        })
        const expected = [...counts].map(([value, { length }]) => ({ value, count: length, error: 0 }))
        const least = expected.map(({ count }) => count).sort((one, other) => other - one)[9] ?? 0
        expect(statistics.topValues.exact).toBe(true)
        expect(statistics.topValues.items).toHaveLength(Math.min(10, counts.size))
        for (const item of statistics.topValues.items) {
          expect(expected).toContainEqual(item)
          expect(item.count).toBeGreaterThanOrEqual(least)
        }
        const total = statistics.patterns.items.reduce((sum, { count }) => sum + count, 0)
        if (statistics.patterns.items.length < 10) expect(total).toBe(filled.length)
      }),
    )
  })

  it('[P9] measures lengths and order by code points', () => {
    fc.assert(
      fc.property(cells, (values) => {
        const filled = values.filter((value) => value !== '')
        const { lengths, text } = profile(values)
        if (filled.length === 0) {
          expect([lengths, text]).toEqual([null, null])
          return
        }
        const sizes = filled.map((value) => Array.from(value).length)
        expect(lengths?.min).toBe(Math.min(...sizes))
        expect(lengths?.max).toBe(Math.max(...sizes))
        expect(lengths?.mean).toBeCloseTo(sizes.reduce((sum, size) => sum + size, 0) / sizes.length)
        const sorted = filled.filter((value) => value.isWellFormed()).toSorted(byCodePoint)
        if (sorted.length < filled.length) return
        expect(text).toEqual({ min: sorted[0], max: sorted.at(-1) })
      }),
    )
  })

  it('[P6] [P7] [P8] summarises numbers as textbooks do', () => {
    const numbers = fc.array(
      fc.oneof(fc.integer({ min: -50, max: 50 }), fc.double({ min: -1e6, max: 1e6, noNaN: true })),
      {
        minLength: 1,
        maxLength: 80,
      },
    )
    fc.assert(
      fc.property(numbers, (raw) => {
        const texts = raw.map((value) => value.toFixed(4))
        const values = texts.map((text) => Number(text) + 0).sort((one, other) => one - other)
        const total = values.length
        const mean = values.reduce((sum, value) => sum + value, 0) / total
        const statistics = profile(texts)
        const { numbers: found } = statistics
        if (!found) throw new Error('there are numbers')
        expect(found).toMatchObject({ format: 'decimal-point', count: total, min: values[0], max: values.at(-1) })
        const scale = Math.max(1, ...values.map(Math.abs))
        expect(Math.abs((found.mean ?? 0) - mean) / scale).toBeLessThan(1e-9)
        expect(Math.abs((found.sum ?? 0) - mean * total) / scale / total).toBeLessThan(1e-9)
        const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
        if (total === 1) expect(found.deviation).toBeNull()
        else expect(Math.abs((found.deviation ?? 0) - Math.sqrt(squares / (total - 1))) / scale).toBeLessThan(1e-9)
        const at = (share: number): number | undefined => values[Math.ceil(share * total) - 1]
        expect(found.quantiles).toEqual({
          ...{ p1: at(0.01), p5: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95), p99: at(0.99) },
          rankError: 0,
        })
        expect(statistics.histogram?.kind).toBe('number')
        expect(statistics.histogram?.bins.reduce((sum, { count }) => sum + count, 0)).toBe(total)
      }),
    )
  })

  it('[P3] does not depend on the order of the cells', () => {
    fc.assert(
      fc.property(cells, fc.infiniteStream(fc.nat()), (values, random) => {
        const shuffled = values
          .map((value) => ({ value, place: random.next().value as number }))
          .sort((one, other) => one.place - other.place)
          .map(({ value }) => value)
        const [one, other] = [profile(values), profile(shuffled)].map(({ numbers, oddities, dates, ...rest }) => ({
          ...rest,
          histogram: null,
          numbers: numbers && { ...numbers, mean: 0, deviation: 0, sum: 0 },
          dates: dates?.count,
          oddities: oddities.map(({ kind, count }) => ({ kind, count })),
        }))
        expect(one).toEqual(other)
      }),
    )
  })

  it('[P5] shows shapes', () => {
    const { patterns } = profile([
      'ORD-0000001',
      'ORD-0000002',
      'Ann Lee',
      'Bob Lin',
      'AB1',
      'ABCDE 1',
      'x',
      'Über-9',
      '数字1',
    ])
    expect(Object.fromEntries(patterns.items.map(({ value, count }) => [value, count]))).toEqual({
      'AAA-9{7}': 2,
      'Aa+ Aa+': 2,
      AA9: 1,
      'A{5} 9': 1,
      a: 1,
      'Aa+-9': 1,
      'a+9': 1,
    })
  })

  it('tells where each oddity was first seen', () => {
    const profiler = columnProfiler('c')
    const rows: [string, number][] = [
      ['ok', 2],
      [' a', 3],
      ['b\t', 4],
      ['c\u00a0d', 7],
      ['e\nf', 8],
      ['g\u0000', 9],
      ['h\u200b', 10],
      ['\ufffd', 11],
      ['N/A', 12],
      [' a', 13],
    ]
    for (const [text, row] of rows) profiler.add(text, row)
    const { oddities, nullWords } = profiler.finish()
    expect(oddities.map(({ kind, count, firstRowNumber }) => [kind, count, firstRowNumber])).toEqual([
      ['leading-space', 2, 3],
      ['trailing-space', 1, 4],
      ['non-breaking-space', 1, 7],
      ['line-break', 1, 8],
      ['control-character', 1, 9],
      ['invisible-character', 1, 10],
      ['replacement-character', 1, 11],
      ['null-word', 1, 12],
    ])
    expect(oddities[0]?.examples).toEqual([' a'])
    expect(nullWords).toEqual([{ word: 'N/A', count: 1 }])
  })

  it('[P13] counts each writing of a null word', () => {
    expect(profile(['NA', 'na', 'NA', '-', 'x', '#DIV/0!']).nullWords).toEqual([
      { word: 'NA', count: 2 },
      { word: '#DIV/0!', count: 1 },
      { word: '-', count: 1 },
      { word: 'na', count: 1 },
    ])
  })

  it('[P8] counts days by month, year and further', () => {
    expect(profile(['2025-01-31', '2025-03-01', '2025-03-09']).histogram).toEqual({
      kind: 'date',
      unit: 'month',
      bins: [
        { from: '2025-01-01', to: '2025-02-01', count: 1 },
        { from: '2025-02-01', to: '2025-03-01', count: 0 },
        { from: '2025-03-01', to: '2025-04-01', count: 2 },
      ],
    })
    expect(profile(['1990-05-05', '2025-03-01']).histogram).toMatchObject({ unit: 'year' })
    expect(profile(['0001-01-01', '9999-12-31']).histogram).toMatchObject({ unit: 'millennium' })
    const everyMonth = Array.from(
      { length: 3000 },
      (_, index) => `${1800 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`,
    )
    const { histogram, dates } = profile(everyMonth)
    expect(histogram?.bins.reduce((sum, { count }) => sum + count, 0)).toBe(3000)
    expect(dates).toEqual({ format: 'YYYY-MM-DD', count: 3000, min: '1800-01-01', max: '2049-12-01' })
  })

  it('[P8] has bins of whole width for whole numbers, and one for one number', () => {
    expect(profile(['1', '2', '2', '4']).histogram).toMatchObject({
      bins: [
        { from: 1, to: 2, count: 1 },
        { from: 2, to: 3, count: 2 },
        { from: 3, to: 4, count: 0 },
        { from: 4, to: 5, count: 1 },
      ],
    })
    expect(profile(['7', '7']).histogram).toMatchObject({ bins: [{ from: 7, to: 7, count: 2 }] })
  })

  it('[P7] stays finite, whatever the numbers are', () => {
    const huge = `1${'0'.repeat(308)}`
    const { numbers, histogram } = profile([huge, `-${huge}`, '9'.repeat(400), '5'])
    expect(numbers).toMatchObject({ count: 3, max: 1e308, min: -1e308, deviation: null })
    expect(histogram?.bins).toHaveLength(20)
  })

  it('shows long texts cut, and takes any text', () => {
    const { topValues, text, patterns } = profile([`${'a'.repeat(150)}\u{1f600}${'b'.repeat(5000)}`])
    expect(topValues.items[0]?.value).toHaveLength(200)
    expect(text?.max.endsWith('…')).toBe(true)
    expect(patterns.items[0]?.value.endsWith('…')).toBe(true)
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 30 })), (values) => {
        expect(profile(values).count).toBe(values.length)
      }),
    )
  })
})

describe('tableProfiler', () => {
  it('[P40] counts blank, short and long records', () => {
    const profiler = tableProfiler(['a', 'b'])
    const records = [['1', 'x'], ['2'], [''], ['', ''], [], ['3', 'y', 'surplus'], ['4', '', ''], ['', 'z']]
    for (const [index, record] of records.entries()) profiler.addRecord(record, index + 2)
    const profiled = tableProfile.parse(profiler.finish())
    expect(profiled).toMatchObject({ rows: 5, blankRows: 3, shortRows: 1, longRows: 1, columnsLeftOut: 0 })
    expect(profiled.columns.map(({ name, statistics: { count, empty } }) => [name, count, empty])).toEqual([
      ['a', 5, 1],
      ['b', 5, 2],
    ])
    expect(profiled.columns[0]?.suggestion).toMatchObject({
      type: 'integer',
      reason: 'All 4 values are whole numbers.',
    })
  })

  it('[P40] leaves out columns beyond the most that a dataset can have', () => {
    const profiler = tableProfiler(Array.from({ length: 2003 }, (_, index) => `c${index}`))
    profiler.addRecord(
      Array.from({ length: 2003 }, () => '1'),
      1,
    )
    const { columns, columnsLeftOut, longRows } = profiler.finish()
    expect([columns.length, columnsLeftOut, longRows]).toEqual([2000, 3, 0])
  })

  it('[P2] keeps no more for many columns than for forty', () => {
    const most =
      40 * (columnBudget.distinctValues + 2 * columnBudget.frequentItems + 15 * columnBudget.quantileAccuracy)
    for (const width of [40, 1000]) {
      const profiler = tableProfiler(Array.from({ length: width }, (_, index) => `c${index}`))
      // As many cells, all of them different.
      for (let row = 1; row <= 500_000 / width; row++) {
        profiler.addRecord(
          Array.from({ length: width }, (_, column) => `${row * 7919}.${column}5`),
          row,
        )
      }
      expect(profiler.kept()).toBeLessThan(most)
    }
  })
})
