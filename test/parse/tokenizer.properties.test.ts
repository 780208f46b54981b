import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitDialect } from '../../src/main/engine/parse/dialect.ts'
import { parseText } from '../../src/main/engine/parse/parse-text.ts'
import { tokenize } from '../../src/main/engine/parse/tokenize.ts'
import { endBrokenRecord } from '../../src/main/engine/source/scan-broken.ts'
import { newScan, type Scan, type ScanLimits, scanRecords } from '../../src/main/engine/source/scan-records.ts'
import { comma, dialects } from './read-text.ts'

const parts = [
  '"',
  '"',
  '"',
  ',',
  '\n',
  '\r\n',
  '\r',
  'a',
  ' ',
  '\t',
  ';',
  "'",
  '|',
  '||',
  '¦',
  '\\',
  '\\"',
  '\u000b',
  '#',
]
const garbage = fc.array(fc.constantFrom(...parts), { maxLength: 24 }).map((text) => text.join(''))

describe('tokenize', () => {
  it('finds what PapaParse finds, for any text and every dialect that PapaParse has', () => {
    fc.assert(
      fc.property(garbage, fc.constantFrom(...dialects), (mixed, dialect) => {
        const lineEnd = dialect.newline === 'cr' ? '\r' : '\n'
        const text = mixed + lineEnd
        const parsed = parseText(text, dialect)
        // A text that ends inside a quoted cell is never parsed: the splitter sees to that.
        fc.pre(![...parsed.faults.values()].some(({ code }) => code === 'unclosed-quote'))
        const { records, faults } = tokenize(text, dialect)
        expect(records).toEqual(parsed.records)
        expect([...faults]).toEqual([...parsed.faults])
      }),
      { numRuns: 6000 },
    )
  })
})

describe('tokenize, in a long cell', () => {
  it('[C4] [C6] takes every escape off, wherever it stands', () => {
    for (const before of [0, 1, 2, 3]) {
      const cell = `${'x'.repeat(before)}${'"'.repeat(100_001)}y\\${'"y'.repeat(70_000)}`
      const doubled = `"${cell.replaceAll('"', '""')}"\n`
      expect(tokenize(doubled, comma).records).toEqual([[cell]])
      const escaped = `"${cell.replaceAll('"', '\\"')}"\n`
      expect(tokenize(escaped, { ...comma, escape: '\\' }).records).toEqual([[cell]])
    }
  })
})

/** Walks over a whole buffer; without `memory` each quote that nothing closes is looked at as if it were the first. */
function walk(bytes: Buffer, limits: ScanLimits, memory: boolean): { ends: string[]; scan: Scan } {
  const dialect = splitDialect(comma, 'utf-8')
  const scan = newScan()
  const ends: string[] = []
  for (;;) {
    scanRecords(bytes, dialect, scan, { ...limits, most: scan.records + 1 })
    const sound = scan.broken === null
    if (sound && scan.records === ends.length) return { ends, scan }
    if (!sound) endBrokenRecord(bytes, dialect, scan, limits)
    ends.push(`${scan.recordEnd} ${scan.lines} ${sound}`)
    if (!memory) scan.frontier = 0
  }
}

describe('[S10] quotes that nothing closes', () => {
  it('end where they would if each were looked at alone', () => {
    fc.assert(
      fc.property(garbage, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 30 }), (text, cell, record) => {
        const bytes = Buffer.from(text)
        const limits = { ended: true, most: 0, stopAt: Infinity, maxCellBytes: cell, maxRecordBytes: record }
        expect(walk(bytes, limits, true).ends).toEqual(walk(bytes, limits, false).ends)
      }),
      { numRuns: 6000 },
    )
  })

  it.each([
    ['one a line', '"open\n'],
    ['several cells', 'a,"b,c\nd,"e\n'],
    ['between sound records', 'a,b\n"c","d\n"e",f\n'],
    ['with stray quotes', '"a"b"c\n'],
  ])('cost a few looks at each byte: %s', (_, line) => {
    const bytes = Buffer.from(line.repeat(20_000))
    for (const maxCellBytes of [1000, 30_000, 1e9]) {
      const limits = { ended: true, most: 0, stopAt: Infinity, maxCellBytes, maxRecordBytes: 2 * maxCellBytes }
      const { scan } = walk(bytes, limits, true)
      expect(scan.recordEnd).toBe(bytes.length)
      expect(scan.scanned).toBeLessThan(4 * bytes.length)
    }
  })
})
