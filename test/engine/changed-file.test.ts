import {
  appendFileSync,
  closeSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { basename } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { ImportRecord } from '../../src/contract/imports.ts'
import { randomFrom } from '../fuzz/random.ts'
import { rowsOf, useEngine } from '../support/engine.ts'
import { makeXlsx } from '../support/make-xlsx.ts'
import { useTempFolder } from '../support/temp-folder.ts'

const folder = useTempFolder()
const engine = useEngine(() => ({ workspace: folder.path('workspace') }))

const random = randomFrom(1)
const rows = Array.from({ length: 100_000 }, (_, index) => [index, random.below(2 ** 32), random.below(2 ** 32)])
const text = `id,one,other\n${rows.map((row) => `${row.join(',')}\n`).join('')}`
const cells = rows.map((row) => `<row>${row.map((value) => `<c><v>${value}</v></c>`).join('')}</row>`).join('')

/** Each takes many chunks to read, and is still read when the first are stored. */
const files: Readonly<Record<string, () => Buffer>> = {
  'rows.csv': () => Buffer.from(text),
  'rows.csv.gz': () => gzipSync(text, { level: 1 }),
  'rows.xlsx': () => makeXlsx({ rows: cells }),
}

/** What somebody does to a file that is being read. */
const changes: Readonly<Record<string, (path: string) => void>> = {
  'has grown': (path) => appendFileSync(path, '1,2,3\n'),
  'was cut off': (path) => writeFileSync(path, readFileSync(path).subarray(0, statSync(path).size / 2)),
  'has other bytes, as many, and its old time': (path) => {
    const { size, atime, mtime } = statSync(path)
    const descriptor = openSync(path, 'r+')
    writeSync(descriptor, '7,7', size - 2000)
    closeSync(descriptor)
    utimesSync(path, atime, mtime)
  },
  'was replaced by one of the same bytes and time': (path) => {
    const { atime, mtime } = statSync(path)
    writeFileSync(`${path}.new`, readFileSync(path))
    utimesSync(`${path}.new`, atime, mtime)
    renameSync(`${path}.new`, path)
  },
}

/** Imports a file that is changed as soon as some of its rows are stored. */
async function importChanged(path: string, dataset: string, change: (path: string) => void): Promise<ImportRecord> {
  let changed = false
  const stop = engine().on('import:progress', (progress) => {
    if (changed || progress.dataset !== dataset || progress.rows.read === 0) return
    changed = true
    expect(progress.rows.read).toBeLessThan(rows.length / 2)
    change(path)
  })
  const { importId } = await engine().call('imports.start', { path, dataset, workers: 1, chunkBytes: 8192 })
  const record = await engine().call('imports.wait', { importId })
  stop()
  expect(changed).toBe(true)
  return record
}

describe.each(Object.keys(files))('a file that changes while it is read: %s', (name) => {
  it.each(Object.keys(changes))('that %s fails, says so, and shows nothing of itself', async (what) => {
    const dataset = `${name} ${what}`
    const path = folder.file(`${dataset}.${name}`, files[name]!())
    const record = await importChanged(path, dataset, changes[what]!)
    expect({ state: record.state, code: record.error?.code }, record.error?.message).toEqual({
      state: 'failed',
      code: 'file-changed',
    })
    expect(record.error?.message).toContain(basename(path))
    expect(record.error?.hint).toMatch(/\w+ \w+/)
    const shown = (await engine().call('datasets.list', {})).find((one) => one.name === dataset)
    expect(shown?.rows ?? 0).toBe(0)
    // A dataset that never had a row is nothing that can be asked.
    await expect(rowsOf(engine(), `SELECT * FROM "${dataset}"`)).rejects.toMatchObject({ code: 'query-invalid' })
  })

  it('that stays as it is comes in whole', async () => {
    const path = folder.file(`same.${name}`, files[name]!())
    const record = await importChanged(path, `same ${name}`, () => undefined)
    expect(record).toMatchObject({ state: 'completed', rows: { accepted: rows.length } })
  })
})
