import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ImportProgress, ImportRecord } from '../../src/contract/imports.ts'
import { openEngine } from '../../src/main/engine/engine.ts'
import { inProject } from '../../scripts/shared/project.ts'
import { writeOrdersFile } from '../../scripts/orders-file.ts'
import { allIssues, importWith, rowsOf } from '../support/engine.ts'
import { headgate, headgateError } from '../support/headgate.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { contentsOf, ordersCsv, ordersSchema } from '../support/workspace.ts'

const folder = useTempFolder()
const schemaDocument: unknown = JSON.parse(readFileSync(ordersSchema, 'utf8'))
const allOrders = 'SELECT * FROM _headgate.orders ORDER BY _row_number'

describe('events', () => {
  it('progress only rises, reaches 100, and the end is told once with the record', async () => {
    const engine = await openEngine({ workspace: folder.path('events') })
    const progress: ImportProgress[] = []
    const finished: ImportRecord[] = []
    const topics = new Set<string>()
    engine.on('import:progress', (payload) => progress.push(payload))
    engine.on('import:finished', (payload) => finished.push(payload))
    engine.on('workspace:changed', (payload) => payload.topics.forEach((topic) => topics.add(topic)))
    const record = await importWith(engine, { path: ordersCsv, dataset: 'orders', schemaDocument, chunkBytes: 200_000 })
    expect(await engine.call('imports.progress', {})).toEqual([])
    await engine.close()

    expect(finished).toEqual([record])
    expect([...topics].sort()).toEqual(['datasets', 'imports', 'issues', 'schemas'])
    expect(progress.length).toBeGreaterThan(2)
    expect(progress[0]).toMatchObject({
      importId: 1,
      dataset: 'orders',
      fileName: 'orders.csv',
      stage: 'reading',
      issues: 0,
    })
    for (const [index, later] of progress.entries()) {
      const earlier = progress[Math.max(0, index - 1)] as ImportProgress
      expect(later.bytesProcessed).toBeGreaterThanOrEqual(earlier.bytesProcessed)
      expect(later.percentComplete).toBeGreaterThanOrEqual(earlier.percentComplete)
      expect(later.rows.read).toBeGreaterThanOrEqual(earlier.rows.read)
      expect(later.rows.read).toBe(later.rows.accepted + later.rows.rejected)
    }
    expect(progress.at(-1)).toMatchObject({
      percentComplete: 100,
      bytesProcessed: record.file.bytes,
      totalBytes: record.file.bytes,
      stage: 'publishing',
      rows: record.rows,
      issues: record.issues,
    })
  })

  it('a listener that was taken away hears nothing more', async () => {
    const engine = await openEngine({ workspace: folder.path('silent') })
    let heard = 0
    const stop = engine.on('workspace:changed', () => heard++)
    await engine.call('schemas.add', { document: schemaDocument })
    stop()
    await engine.call('schemas.add', { document: schemaDocument })
    await engine.close()
    expect(heard).toBe(1)
  })
})

describe('a workspace that is open', () => {
  it('cannot be opened a second time, in this process or by the command line, until it is closed', async () => {
    const workspace = folder.path('locked')
    const engine = await openEngine({ workspace })
    const locked = { code: 'workspace-locked', message: expect.stringContaining(workspace) }
    await expect(openEngine({ workspace })).rejects.toMatchObject(locked)
    expect(await headgateError(['datasets', 'list', '--workspace', workspace])).toMatchObject({ ...locked, exit: 2 })
    await engine.close()
    expect((await headgate(['datasets', 'list', '--workspace', workspace])).code).toBe(0)
  })

  it('refuses input that does not fit the contract, by name', async () => {
    const engine = await openEngine({ workspace: folder.path('contract') })
    const call = engine.call('imports.show', { importId: 0 })
    await expect(call).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('importId') })
    await engine.close()
  })
})

describe('extensions of the embedding program', () => {
  const extensions = [inProject('test', 'fixtures', 'extensions.ts')]
  const document = {
    name: 'extended',
    fields: [
      { name: 'a', transforms: [{ custom: 'backwards' }], checks: [{ check: 'custom', name: 'even-length' }] },
      { name: 'b', checks: [{ check: 'custom', name: 'not-nobody' }] },
    ],
  }

  it('are loaded by the workers of an import, by name, and their reasons are in the messages', async () => {
    const engine = await openEngine({ workspace: folder.path('extended'), extensions })
    const path = folder.file('extended.csv', 'a,b\nabcd,x\nxyz,y\nab,nobody\n')
    const record = await importWith(engine, { path, dataset: 'd', schemaDocument: document })
    expect(record.rows).toMatchObject({ accepted: 1, rejected: 2 })
    expect(await rowsOf(engine, 'SELECT * FROM d')).toEqual([['dcba', 'x']])
    expect(await allIssues(engine, record.importId)).toMatchObject([
      {
        rowNumber: 3,
        field: 'a',
        code: 'custom',
        value: 'xyz',
        message: 'Row 3, column "a": "zyx" has an odd number of letters.',
      },
      {
        rowNumber: 4,
        field: 'b',
        code: 'custom',
        value: 'nobody',
        message: 'Row 4, column "b": "nobody" fails a check of the program.',
      },
    ])
    await engine.close()
  })

  it('a name that nobody registered is refused when a schema is added', async () => {
    const engine = await openEngine({ workspace: folder.path('unregistered') })
    const added = engine.call('schemas.add', { document })
    await expect(added).rejects.toMatchObject({
      code: 'schema-invalid',
      message: expect.stringContaining('"backwards"'),
    })
    expect(await engine.call('schemas.list', {})).toEqual([])
    await engine.close()
  })
})

describe('the copy in DuckDB', () => {
  it.each(['deleted', 'damaged', 'empty'])('%s, it is made anew from SQLite and equal', async (fate) => {
    const workspace = folder.path(`copy-${fate}`)
    const first = await openEngine({ workspace })
    await importWith(first, { path: ordersCsv, dataset: 'orders', schemaDocument })
    const before = await rowsOf(first, allOrders)
    await first.close()
    const file = join(workspace, 'analytics.duckdb')
    if (fate === 'deleted') rmSync(file)
    else writeFileSync(file, fate === 'empty' ? '' : Buffer.alloc(100_000, 0xab))

    const second = await openEngine({ workspace })
    expect(await rowsOf(second, allOrders)).toEqual(before)
    await second.close()
    expect(before).toHaveLength(19_585)
  })
})

describe('closing during an import', () => {
  it('leaves it interrupted, and opening again offers it and what waited behind it', async () => {
    const workspace = folder.path('closing')
    const path = folder.path('closing.csv')
    const expected = await writeOrdersFile(path, 60_000)
    const engine = await openEngine({ workspace })
    const firstRows = new Promise<void>((resolve) => {
      engine.on('import:progress', ({ rows }) => rows.read > 0 && resolve())
    })
    await engine.call('imports.start', { path, dataset: 'orders', schemaDocument, chunkBytes: 100_000 })
    await engine.call('imports.start', { path: ordersCsv, dataset: 'orders', schemaDocument })
    await firstRows
    await engine.close()

    const { imports, datasets, scratch } = await contentsOf(workspace)
    expect(imports.map(({ importId, state }) => [importId, state])).toEqual([
      [2, 'interrupted'],
      [1, 'interrupted'],
    ])
    expect(imports[1]?.rows.read).toBeGreaterThan(0)
    expect(imports[1]?.rows.read).toBeLessThan(60_000)
    expect(datasets).toMatchObject([{ name: 'orders', rows: 0 }])
    expect(scratch).toEqual([])

    const again = await openEngine({ workspace })
    await again.call('imports.resume', { importId: 1 })
    expect((await again.call('imports.wait', { importId: 1 })).rows).toEqual({ ...expected.rows, skipped: 0 })
    expect(await rowsOf(again, 'SELECT count(*) FROM orders')).toEqual([[expected.rows.accepted]])
    await again.close()
  })

  it('a stop without keeping drops the rows at once', async () => {
    const engine = await openEngine({ workspace: folder.path('stopping') })
    const firstRows = new Promise<void>((resolve) => {
      engine.on('import:progress', ({ rows }) => rows.read > 0 && resolve())
    })
    const path = folder.path('closing.csv')
    const { importId } = await engine.call('imports.start', {
      path,
      dataset: 'orders',
      schemaDocument,
      chunkBytes: 100_000,
    })
    await firstRows
    expect((await engine.call('imports.stop', { importId, keep: false })).state).toBe('cancelled')
    expect((await engine.call('issues.list', { importId })).total).toBe(0)
    await engine.close()
  })
})

describe('limits on rejected rows', () => {
  it('--max-reject-rate keeps nothing where more are rejected, and all where not', async () => {
    const workspace = folder.path('rate')
    const args = ['import', ordersCsv, '--into', 'orders', '--schema', ordersSchema, '--workspace', workspace]
    const refused = await headgate([...args, '--max-reject-rate', '0.02', '--json'])
    expect(refused.code).toBe(3)
    expect(refused.stderr).toContain('"reject-rate"')
    const { imports, datasets } = await contentsOf(workspace)
    expect(imports).toMatchObject([{ state: 'failed', error: { code: 'reject-rate' }, issues: 503 }])
    expect(datasets).toMatchObject([{ rows: 0 }])
    expect((await headgateError(['query', 'SELECT * FROM orders', '--workspace', workspace])).code).toBe(
      'query-invalid',
    )
    const allowed = await headgate([...args, '--max-reject-rate', '0.03'])
    expect(allowed).toMatchObject({ code: 0, stderr: '' })
    expect(await contentsOf(workspace)).toMatchObject({ datasets: [{ rows: 19_585 }] })
  })

  it('--fail-on-reject keeps the accepted rows and ends with 3', async () => {
    const workspace = folder.path('fail')
    const args = ['import', ordersCsv, '--into', 'orders', '--schema', ordersSchema, '--workspace', workspace]
    const { code, stdout } = await headgate([...args, '--fail-on-reject', '--json'])
    expect(code).toBe(3)
    expect(JSON.parse(stdout)).toMatchObject({ imports: [{ state: 'completed', rows: { accepted: 19_585 } }] })
    expect(await contentsOf(workspace)).toMatchObject({ datasets: [{ rows: 19_585 }] })
  })
})
