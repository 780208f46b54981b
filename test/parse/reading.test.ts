import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSample } from '../../src/main/engine/infer/read-sample.ts'
import { csvRecord } from '../../src/main/engine/lib/csv-writer.ts'
import { parseText } from '../../src/main/engine/parse/parse-text.ts'
import { openInputFile } from '../../src/main/engine/source/input-file.ts'
import { comma } from './read-text.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headgate-reading-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function sampleOf(content: string | Buffer, reading = {}, bytes?: number) {
  const path = join(folder, 'file.csv')
  await writeFile(path, content)
  return readSample(await openInputFile(path), reading, bytes)
}

describe('csvRecord', () => {
  it('is read again as it was written', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }).map((text) => text.toWellFormed()),
      fc.constantFrom('"', ',', '\r\n', '\r', '\n', ' ', ''),
    )
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (rows) => {
        const { records, faults } = parseText(rows.map(csvRecord).join(''), { ...comma, newline: 'crlf' })
        expect(records).toEqual(rows)
        expect(faults.size).toBe(0)
      }),
      { numRuns: 3000 },
    )
  })
  it('writes NULL and the empty text alike', () => {
    expect(csvRecord([null, ''])).toBe(',\r\n')
    expect(csvRecord([null])).toBe('""\r\n')
  })
})

describe('readSample', () => {
  it('[H1] finds header, data and their places', async () => {
    const { header, headerCells, records, dataStart, skipped } = await sampleOf('\ufeff\n"id\nx",name\n1,Ann\n')
    expect(header.rows).toEqual([2])
    expect(headerCells).toEqual(['id\nx', 'name'])
    expect(records).toEqual([['1', 'Ann']])
    expect(dataStart).toEqual({ byteOffset: 3 + 1 + 12, rowNumber: 3, lineNumber: 4 })
    expect(skipped).toBe(1)
  })

  it('[H5] passes over what it is told to', async () => {
    const text = 'Report\nof,2025\nid,name\n1,Ann\n'
    expect(await sampleOf(text, { skipRows: 2 })).toMatchObject({
      header: { rows: [3] },
      headerCells: ['id', 'name'],
      skipped: 2,
    })
    expect(await sampleOf(text, { headerRow: 3 })).toMatchObject({
      headerCells: ['id', 'name'],
      dataStart: { rowNumber: 4, byteOffset: 23 },
    })
    expect(await sampleOf(text, { headerRow: 'none', skipRows: 3 })).toMatchObject({
      headerCells: null,
      records: [['1', 'Ann']],
    })
    await expect(sampleOf(text, { headerRow: 9 })).rejects.toMatchObject({ code: 'usage' })
  })

  it('[S5] an unclosed quote hides no record from the sample', async () => {
    const { records } = await sampleOf('id,name\n1,"open\n2,b\n3,c\n')
    expect(records).toEqual([
      ['1', '"open'],
      ['2', 'b'],
      ['3', 'c'],
    ])
  })

  it('leaves out the record that the end of a sample cuts', async () => {
    const rows = Array.from({ length: 100 }, (_, index) => `${index},"a\nb"\n`).join('')
    const { records, sampledBytes } = await sampleOf(`id,note\n${rows}`, {}, 500)
    expect(records.length).toBeGreaterThan(20)
    expect(records.every(([, note]) => note === 'a\nb')).toBe(true)
    expect(sampledBytes).toBeLessThanOrEqual(500)
  })

  it('reads on where the header alone is longer than a sample', async () => {
    const header = Array.from({ length: 200 }, (_, index) => `column number ${index}`)
    const { headerCells, records } = await sampleOf(
      `${header.join(',')}\n${header.map((_, index) => index).join(',')}\n`,
      {},
      1000,
    )
    expect(headerCells).toEqual(header)
    expect(records).toHaveLength(1)
  })
})
