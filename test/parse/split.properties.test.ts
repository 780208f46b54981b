import * as fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { Dialect } from '../../src/main/engine/parse/dialect.ts'
import { dialects, linesOf, outcome, rareDialects, readBytes, readText } from './read-text.ts'

const newlines = { lf: '\n', crlf: '\r\n', cr: '\r', any: '\r' } as const

/** One pass of the tokenizer over the whole text, which shares no code with the splitter. */
function onePass(text: string, dialect: Dialect): { records: string[][]; errors: number } {
  const newline = newlines[dialect.newline]
  const whole = text.endsWith(newline) ? text : text + newline
  const { data, errors } = Papa.parse<string[]>(whole.startsWith('\ufeff') ? `\ufeff${whole}` : whole, {
    delimiter: dialect.delimiter,
    newline,
    quoteChar: dialect.quote,
    escapeChar: dialect.escape,
    fastMode: dialect.quote === '' ? true : undefined,
  })
  if (data.at(-1)?.join('') === '' && data.at(-1)?.length === 1) data.pop()
  return { records: data, errors: errors.length }
}

function written(cells: readonly string[], dialect: Dialect, always: boolean): string {
  const { quote, escape, delimiter } = dialect
  return cells
    .map((cell) => {
      const needed =
        [quote, '\r', '\n', ...delimiter.split('')].some((special) => cell.includes(special)) || /^\s|\s$/.test(cell)
      return always || needed ? quote + cell.replaceAll(quote, escape + quote) + quote : cell
    })
    .join(delimiter)
}

const cell = fc.oneof(
  fc.stringMatching(/^[a-z0-9 ]{0,6}$/),
  fc
    .array(fc.constantFrom('"', "'", ',', ';', '|', '\t', '\r', '\n', '\r\n', ' ', 'é', '¦', '💧', '\u00a0', 'x'), {
      maxLength: 5,
    })
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 4 }),
)
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 })
const chunk = fc.integer({ min: 1, max: 40 })
const anyDialect = fc.constantFrom(...dialects)
const everyDialect = fc.constantFrom(...dialects, ...rareDialects)

/** Texts made of what the rules are about, in every order. */
function garbage(...more: string[]): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom('"', '"', ',', '\n', '\r\n', 'a', ' ', ';', ...more), { minLength: 1, maxLength: 24 })
    .map((parts) => parts.join(''))
}

describe('splitRecords and the parser', () => {
  it('[S1] give the cells that were written, whatever they hold and however the file is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        anyDialect,
        chunk,
        fc.boolean(),
        fc.boolean(),
        async (rows, dialect, size, always, last) => {
          // Without quotes not every cell can be written, and an escape that is no quote cannot stand for itself (see SPEC.md, C7).
          fc.pre(dialect.quote !== '' && (dialect.escape === dialect.quote || !rows.flat().join('').includes('\\')))
          const newline = newlines[dialect.newline]
          const text =
            rows.map((cells) => written(cells, dialect, always || cells.length === 1)).join(newline) +
            (last ? newline : '')
          const reading = await readText(text, dialect, { chunkBytes: size })
          expect(reading.records).toEqual(rows.map((row) => row.map((value) => value.toWellFormed())))
          expect(reading.faults).toEqual([])
        },
      ),
      { numRuns: 1500 },
    )
  })

  it('[S2] find what one pass over the whole text finds, for any text that it finds no fault in', async () => {
    let sound = 0
    await fc.assert(
      fc.asyncProperty(garbage('\t', "'", '||', '|', '¦', '\\'), anyDialect, chunk, async (mixed, dialect, size) => {
        // [C2] reads LF and CRLF alike, which one pass of the tokenizer cannot.
        const text =
          dialect.newline === 'crlf'
            ? mixed.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n')
            : dialect.newline === 'lf'
              ? mixed.replaceAll('\r\n', '\n')
              : mixed.replaceAll('\r\n', '\r')
        const { records, errors } = onePass(text, dialect)
        const reading = await readText(text, dialect, { chunkBytes: size })
        if (errors > 0) {
          expect(reading.faults.length).toBeGreaterThan(0)
          return
        }
        sound++
        expect(reading.records).toEqual(records)
        expect(reading.faults).toEqual([])
      }),
      { numRuns: 4000 },
    )
    expect(sound).toBeGreaterThan(500)
  })

  it('[S3] give the same for any chunk size, and lose no byte, whatever is wrong with the text', async () => {
    await fc.assert(
      fc.asyncProperty(
        garbage('\t', '\r', '"x', '||', '|', '\\', '\u00a0', '💧', '#', '\n#', '\n//', '/', "'"),
        everyDialect,
        chunk,
        chunk,
        async (text, dialect, one, other) => {
          const bytes = Buffer.from(text, 'utf8')
          const readings = await Promise.all(
            [one, other, 4096].map((chunkBytes) => readBytes(bytes, dialect, { chunkBytes })),
          )
          for (const reading of readings) {
            expect(Buffer.concat(reading.pieces.map((piece) => piece.bytes)).equals(bytes)).toBe(true)
            expect(outcome(reading)).toEqual(outcome(readings[2]!))
            expect(reading.records.length).toBe(reading.pieces.reduce((sum, piece) => sum + piece.records, 0))
          }
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('[S3] also for bytes that are no text, and with a short limit for quoted cells', async () => {
    const bytes = fc.array(
      fc.constantFrom(34, 34, 44, 10, 13, 32, 97, 35, 0xa0, 0xc2, 0xc3, 0xe2, 0x80, 0xa8, 0xff, 0),
      {
        minLength: 1,
        maxLength: 30,
      },
    )
    await fc.assert(
      fc.asyncProperty(
        bytes,
        everyDialect,
        chunk,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 24 }),
        fc.constantFrom('utf-8', 'windows-1252'),
        async (list, dialect, size, maxCellBytes, maxRecordBytes, encoding) => {
          const buffer = Buffer.from(list)
          const limits = { maxCellBytes, maxRecordBytes, encoding }
          const small = await readBytes(buffer, dialect, { chunkBytes: size, ...limits })
          const large = await readBytes(buffer, dialect, { chunkBytes: 4096, ...limits })
          expect(Buffer.concat(small.pieces.map((piece) => piece.bytes)).equals(buffer)).toBe(true)
          expect(outcome(small)).toEqual(outcome(large))
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('[C15] with any line end, LF, CRLF and CR mean the same outside of quotes, and stay as they are inside', async () => {
    const end = fc.constantFrom('\n', '\r\n', '\r')
    const rows = fc.array(fc.tuple(fc.array(cell, { minLength: 2, maxLength: 3 }), end), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(rows, chunk, async (list, size) => {
        const dialect: Dialect = { ...dialects[0]!, newline: 'any' }
        // Every cell is quoted, so that a CR and an LF of two rows never stand side by side.
        const text = list.map(([cells, lineEnd]) => written(cells, dialect, true) + lineEnd).join('')
        const reading = await readText(text, dialect, { chunkBytes: size })
        expect(reading.records).toEqual(list.map(([cells]) => cells.map((value) => value.toWellFormed())))
        expect(reading.faults).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  it('[S4] count the physical lines that the cells of their records take', async () => {
    await fc.assert(
      fc.asyncProperty(garbage('\r', '|'), chunk, async (text, size) => {
        const { pieces, records } = await readText(text, dialects[0]!, { chunkBytes: size })
        expect(pieces.reduce((sum, piece) => sum + piece.lines, 0)).toBe(linesOf(records))
      }),
      { numRuns: 1500 },
    )
  })
})
