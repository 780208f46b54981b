import { createHash } from 'node:crypto'
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import * as zlib from 'node:zlib'
import iconv from 'iconv-lite'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Inspection } from '../../src/contract/reading.ts'
import { headgate, headgateError, headgateJson } from '../support/headgate.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { importFile, queryRows } from '../support/workspace.ts'

const folder = useTempFolder()

const text = `id,name,note\r\n${Array.from({ length: 30_000 }, (_, index) => `${index},Müller 東京 ${index},"a, ""b"""\r\n`).join('')}`
let wanted = ''

const forms: readonly (readonly [name: string, bytes: Buffer, format: string, encoding: string])[] = [
  ['utf-16le.csv', iconv.encode(text, 'utf-16le', { addBOM: true }), 'csv', 'utf-16le'],
  ['utf-16be-no-mark.csv', iconv.encode(text, 'utf-16be', { addBOM: false }), 'csv', 'utf-16be'],
  ['utf-32le.csv', iconv.encode(text, 'utf-32le', { addBOM: true }), 'csv', 'utf-32le'],
  ['packed.csv.gz', gzipSync(text), 'csv.gz', 'utf-8'],
  ['named-otherwise.csv', gzipSync(iconv.encode(text, 'utf-16le', { addBOM: true })), 'csv.gz', 'utf-16le'],
  // Two members, one behind the other, are one text.
  ['members.gz', Buffer.concat([gzipSync(text.slice(0, 9999)), gzipSync(text.slice(9999))]), 'csv.gz', 'utf-8'],
]
const hasZstd = 'zstdCompressSync' in zlib

const hashOf = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex')

beforeAll(async () => {
  const { stdout } = await headgate(['cat', folder.file('plain.csv', text)])
  expect(stdout).toContain('29999,Müller 東京 29999')
  wanted = hashOf(stdout)
})

describe('what can be cut in bytes only after it was unpacked or transcoded', () => {
  it.each(forms)('%s reads, imports and exports as the plain text does', async (name, bytes, format, encoding) => {
    const path = folder.file(name, bytes)
    expect(hashOf((await headgate(['cat', path])).stdout)).toBe(wanted)
    const inspection = await headgateJson<Inspection>(['inspect', path])
    expect(inspection).toMatchObject({ file: { format, bytes: bytes.length }, encoding: { name: encoding } })
    const workspace = folder.path(`ws-${name}`)
    const record = await importFile(workspace, path, 'people')
    expect(record).toMatchObject({ state: 'completed', rows: { read: 30_000, accepted: 30_000, rejected: 0 } })
    const out = folder.path(`${name}.out.csv`)
    await headgateJson(['export', 'people', '-o', out, '--raw', '--workspace', workspace])
    expect(hashOf(readFileSync(out))).toBe(wanted)
    const again = await headgateError(['import', path, '--into', 'people', '--workspace', workspace])
    expect(again).toMatchObject({ code: 'import-duplicate', details: { sha256: record.file.sha256 } })
  })

  it.skipIf(!hasZstd)('zstd reads as well, where the runtime has it', async () => {
    const path = folder.file(
      'packed.csv.zst',
      (zlib as unknown as { zstdCompressSync(t: string): Buffer }).zstdCompressSync(text),
    )
    expect(hashOf((await headgate(['cat', path])).stdout)).toBe(wanted)
  })

  it('an import of packed text goes on where it was stopped', async () => {
    const path = folder.file('resume.csv.gz', gzipSync(text))
    const workspace = folder.path('ws-resume')
    const whole = folder.path('ws-whole')
    await importFile(whole, path, 'people')
    // Half of the chunks, as a kill leaves them.
    const { openEngine } = await import('../../src/main/engine/engine.ts')
    const engine = await openEngine({ workspace })
    const { importId } = await engine.call('imports.start', { path, dataset: 'people', chunkBytes: 4096, workers: 1 })
    await new Promise<void>((resolve) => {
      engine.on('import:progress', ({ rows }) => {
        if (rows.read > 0) resolve()
      })
    })
    const stopped = await engine.call('imports.stop', { importId, keep: true })
    await engine.close()
    expect(stopped.state).toBe('interrupted')
    expect(stopped.rows.read).toBeLessThan(30_000)
    await headgateJson(['imports', 'resume', String(importId), '--workspace', workspace])
    const sum =
      'SELECT count(*), bit_xor(hash(o)), sum(hash(o)) FROM (SELECT id, name, note, _row_number FROM _headgate.people) o'
    expect(await queryRows(workspace, sum)).toEqual(await queryRows(whole, sum))
  })
})

describe('packed text that is not sound', () => {
  it('cut on its way: read as far as it goes, imported not at all', async () => {
    const noise = Array.from({ length: 200_000 }, (_, index) => `${index},${(index * 2_654_435_761) % 4_294_967_291}\n`)
    const path = folder.file('cut.csv.gz', gzipSync(`id,number\n${noise.join('')}`))
    truncateSync(path, Math.floor(statSync(path).size * 0.9))
    const cat = await headgate(['cat', path])
    expect(cat.code).toBe(2)
    expect(cat.stderr).toContain('is damaged')
    const workspace = folder.path('ws-cut')
    // It fails while it runs, so what became of it is told on both outputs.
    const { code, stdout } = await headgate(['import', path, '--into', 'd', '--workspace', workspace, '--json'])
    expect(code).toBe(2)
    const { imports } = JSON.parse(stdout) as { imports: { state: string; error: { code: string } }[] }
    expect(imports).toMatchObject([{ state: 'failed', error: { code: 'file-damaged' } }])
    expect((await headgateError(['query', 'SELECT * FROM d', '--workspace', workspace])).code).toBe('query-invalid')
  })

  it('a bomb is refused long before it fills anything', async () => {
    const line = `${'x'.repeat(1023)}\n`
    const megabytes = gzipSync(line.repeat(1024 * 16))
    const path = folder.file('bomb.csv.gz', Buffer.concat(Array.from({ length: 64 }, () => megabytes)))
    const workspace = folder.path('ws-bomb')
    const { code, stderr } = await headgate(['import', path, '--into', 'd', '--workspace', workspace])
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('times its size') })
  })
})

describe('rows that are no data', () => {
  it('a footer is passed over, counted, and not judged; empty lines behind it belong to it', async () => {
    const path = folder.file('footer.csv', 'id,amount\n1,5\n2,6\nTotal,11\n(2 rows)\n\n\n')
    expect((await headgate(['cat', path, '--footer-rows', '2'])).stdout).toBe('id,amount\r\n1,5\r\n2,6\r\n')
    const record = await importFile(folder.path('ws-footer'), path, 'd', '--footer-rows', '2')
    expect(record.rows).toEqual({ read: 2, accepted: 2, rejected: 0, blank: 0, skipped: 4 })
  })

  it('a footer that is longer than the table leaves nothing, whatever the chunks', async () => {
    const path = folder.path('short.csv')
    writeFileSync(path, 'id,amount\n1,5\n2,6\n')
    expect((await headgate(['cat', path, '--footer-rows', '9'])).stdout).toBe('id,amount\r\n')
  })
})
