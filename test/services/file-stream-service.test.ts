import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import {
  createFileStreamService,
  type FileChunk,
  type StreamProgress,
} from '../../src/main/engine/services/file-stream-service.ts'
import { folderForTests } from './workspace.ts'

const orders = fileURLToPath(new URL('../../samples/orders.csv', import.meta.url))
const folder = folderForTests()
const service = createFileStreamService()

async function read(path: string, chunkSize?: number) {
  const chunks: FileChunk[] = []
  const result = await service.streamProcessFile(path, {
    ...(chunkSize === undefined ? {} : { chunkSize }),
    onChunk: (chunk) => {
      chunks.push(chunk)
    },
  })
  return {
    result,
    chunks,
    rows: chunks.flatMap((chunk) => chunk.data),
    faults: chunks.flatMap((chunk) => chunk.faults),
  }
}

describe('streamProcessFile', () => {
  it('hands over every row under the names of the header, as exact texts', async () => {
    const { rows, faults, result } = await read(orders)
    const { data } = Papa.parse<string[]>(await readFile(orders, 'utf8'), { newline: '\r\n' })
    const [header = [], ...records] = data.slice(0, -1)
    const expected = records.filter((cells) => cells.length === 9 && cells.some((cell) => cell !== ''))
    expect(rows).toEqual(
      expected.map((cells) => Object.fromEntries(header.map((name, column) => [name, cells[column]]))),
    )
    expect(faults).toHaveLength(17)
    expect(result).toMatchObject({ filePath: orders, rowsProcessed: 19_983, faults: 17, blank: 4 })
  })

  it.each([1, 7, 64, 333])('gives the same rows, faults and row numbers in chunks of %i bytes', async (chunkSize) => {
    const text = 'id;name;note\n1;"Ann; ""A""";"two\nlines"\n\n2;Bob\n3;"open;x\n4;Zoë;5;\n;;\n5;é;end\n'
    const path = await folder.write(`any-${chunkSize}.csv`, text)
    const whole = await read(path)
    const cut = await read(path, chunkSize)
    expect(cut.rows).toEqual(whole.rows)
    expect(cut.faults).toEqual(whole.faults)
    expect({ ...cut.result, chunks: 0, elapsedMs: 0 }).toEqual({ ...whole.result, chunks: 0, elapsedMs: 0 })
    expect(whole.rows.map((row) => row['id'])).toEqual(['1', '4', '5'])
    expect(whole.faults.map(({ rowNumber, lineNumber, code }) => [rowNumber, lineNumber, code])).toEqual([
      [4, 5, 'too-few-cells'],
      [5, 6, 'unclosed-quote'],
    ])
    expect(whole.result).toMatchObject({ rowsProcessed: 3, faults: 2, blank: 2 })
  })

  it('numbers chunks and their first rows', async () => {
    const path = await folder.write(
      'numbers.csv',
      `id\n${Array.from({ length: 500 }, (_, index) => index).join('\n')}\n`,
    )
    const { chunks } = await read(path, 100)
    expect(chunks.length).toBeGreaterThan(5)
    let rowNumber = 2
    for (const [index, chunk] of chunks.entries()) {
      expect(chunk.index).toBe(index)
      expect(chunk.firstRowNumber).toBe(rowNumber)
      expect(chunk.data[0]?.['id']).toBe(String(rowNumber - 2))
      rowNumber += chunk.data.length
    }
  })

  it('tells its progress by event and by callback, up to 100 percent', async () => {
    const heard: StreamProgress[] = []
    const called: StreamProgress[] = []
    const listener = (progress: StreamProgress): void => {
      heard.push(progress)
    }
    service.on('stream:progress', listener)
    await service.streamProcessFile(orders, {
      chunkSize: 100_000,
      onChunk: () => undefined,
      onProgress: (p) => void called.push(p),
    })
    service.off('stream:progress', listener)
    expect(heard).toEqual(called)
    expect(heard.length).toBeGreaterThan(15)
    for (const [index, progress] of heard.entries()) {
      const before = heard[index - 1]
      expect(progress.totalBytes).toBe(1_984_596)
      expect(progress.bytesProcessed).toBeGreaterThan(before?.bytesProcessed ?? 0)
      expect(progress.percentComplete).toBeCloseTo((progress.bytesProcessed / progress.totalBytes) * 100, 0)
      expect(progress.percentComplete === 100).toBe(index === heard.length - 1)
      expect(progress.estimatedTimeRemaining).toBeGreaterThanOrEqual(0)
    }
    expect(heard.at(-1)).toMatchObject({ bytesProcessed: 1_984_596, estimatedTimeRemaining: 0, rowsProcessed: 19_983 })
  })

  it('does not read the next chunk before the last one is done with', async () => {
    let working = 0
    let most = 0
    const order: string[] = []
    await service.streamProcessFile(orders, {
      chunkSize: 400_000,
      onChunk: async ({ index }) => {
        most = Math.max(most, ++working)
        order.push(`begin ${index}`)
        await new Promise((resolve) => setTimeout(resolve, 5))
        order.push(`end ${index}`)
        working--
      },
      onProgress: async () => {
        await Promise.resolve()
        order.push('progress')
      },
    })
    expect(most).toBe(1)
    expect(order.slice(0, 6)).toEqual(['begin 0', 'end 0', 'progress', 'begin 1', 'end 1', 'progress'])
  })

  it('stops with the error of a callback', async () => {
    let calls = 0
    const stopping = service.streamProcessFile(orders, {
      chunkSize: 100_000,
      onChunk: () => {
        calls++
        throw new Error('enough')
      },
    })
    await expect(stopping).rejects.toThrow('enough')
    expect(calls).toBe(1)
  })

  it('stops when it is told to', async () => {
    const controller = new AbortController()
    let calls = 0
    const stopping = service.streamProcessFile(orders, {
      chunkSize: 100_000,
      signal: controller.signal,
      onChunk: () => {
        if (++calls === 3) controller.abort(new Error('stop here'))
      },
    })
    await expect(stopping).rejects.toThrow('stop here')
    expect(calls).toBe(3)
  })

  it.each([0, -1, 1.5, Number.NaN, 1e12])('refuses a chunk size of %d', async (chunkSize) => {
    await expect(read(orders, chunkSize)).rejects.toMatchObject({ code: 'usage' })
  })

  it('refuses a file that is not there, by name', async () => {
    await expect(read('no-such-file.csv')).rejects.toMatchObject({ code: 'file-not-found' })
  })

  it('tells the size of a file without rows', async () => {
    const path = await folder.write('header-only.csv', 'a,b\n')
    expect((await read(path)).result).toMatchObject({ filePath: path, totalBytes: 4, rowsProcessed: 0, chunks: 0 })
  })

  it('keeps columns whose names are special to programs', async () => {
    const path = await folder.write('names.csv', '__proto__,constructor,a,a\n1,2,3,4\n')
    const { rows } = await read(path)
    expect(Object.entries(rows[0] ?? {})).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
      ['a', '3'],
      ['a_2', '4'],
    ])
  })
})

describe('getFileChunks', () => {
  it('gives the chunks of streamProcessFile, one when asked', async () => {
    const { chunks } = await read(orders, 300_000)
    const taken: FileChunk[] = []
    for await (const { progress, ...chunk } of service.getFileChunks(orders, { chunkSize: 300_000 })) {
      expect(progress.totalBytes).toBe(1_984_596)
      taken.push(chunk)
    }
    expect(taken).toEqual(chunks)
  })

  it('can be left early', async () => {
    for await (const chunk of service.getFileChunks(orders, { chunkSize: 50_000 })) {
      expect(chunk.index).toBe(0)
      break
    }
  })
})

describe('estimateMemoryUsage', () => {
  it('estimates rows and memory from a sample', async () => {
    const estimate = await service.estimateMemoryUsage(orders)
    expect(estimate.fileBytes).toBe(1_984_596)
    expect(estimate.estimatedRows).toBeGreaterThan(19_000)
    expect(estimate.estimatedRows).toBeLessThan(21_000)
    expect(estimate.recommendedChunkBytes).toBeGreaterThanOrEqual(256 * 1024)
    expect(estimate.estimatedPeakBytes).toBeGreaterThan(estimate.fileBytes)
  })
})
