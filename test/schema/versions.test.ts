import { describe, expect, it } from 'vitest'
import { importWith, useEngine } from '../support/engine.ts'
import { useTempFolder } from '../support/temp-folder.ts'

const folder = useTempFolder()
const engine = useEngine(() => ({ workspace: folder.path('workspace') }))
const document = (rest: object) => ({ name: 'Orders', fields: [{ name: 'id', ...rest }, { name: 'note' }] })

describe('versions of a schema', () => {
  it('are each told with what they change, and how many imports they judged', async () => {
    const { call } = engine()
    const first = await call('schemas.add', { document: document({}) })
    expect(first).toEqual({ name: 'Orders', version: 1, created: true, differences: [] })
    const path = folder.file('orders.csv', 'id,note\n1,a\n2,b\n')
    await importWith(engine(), { path, dataset: 'orders', schema: 'Orders' })
    const second = await call('schemas.add', { document: document({ type: 'integer', required: true }) })
    expect(second).toMatchObject({ version: 2, created: true })
    expect(second.differences.map(({ sentence, effect }) => [sentence, effect])).toEqual([
      ['Field "id": type is now "integer"; it was "text".', 'stricter'],
      ['Field "id": required is now true; it was false.', 'stricter'],
    ])
    expect(await call('schemas.add', { document: document({}) })).toEqual({ ...first, created: false })

    const versions = await call('schemas.versions', { name: 'ORDERS' })
    expect(versions).toMatchObject([
      { version: 1, fields: 2, imports: 1 },
      { version: 2, fields: 2, imports: 0 },
    ])
    const back = await call('schemas.compare', { name: 'orders', from: 2, to: 1 })
    expect(back).toMatchObject({ name: 'Orders', from: 2, to: 1 })
    expect(back.differences.map(({ effect }) => effect)).toEqual(['looser', 'looser'])
    await expect(call('schemas.versions', { name: 'none' })).rejects.toMatchObject({ code: 'schema-unknown' })
    await expect(call('schemas.compare', { name: 'orders', from: 1, to: 9 })).rejects.toThrow('version 9')
  })

  it('are exported, and come back the same', async () => {
    const { call } = engine()
    const { document: stored } = await call('schemas.show', { name: 'orders', version: 2 })
    const exported = await call('schemas.export', { name: 'orders', version: 2, format: 'headgate' })
    expect(exported).toMatchObject({ format: 'headgate', document: stored, notes: [] })
    for (const format of ['headgate', 'table-schema', 'json-schema'] as const) {
      const { text } = await call('schemas.export', { name: 'orders', version: 2, format })
      const read = await call('schemas.import', { document: JSON.parse(text) })
      expect(read).toEqual({ format, document: stored, notes: [] })
    }
    const { text } = await call('schemas.export', { name: 'orders', format: 'sql-sqlite' })
    expect(text).toContain('CREATE TABLE "Orders"')
  })
})

describe('a schema for a dataset', () => {
  it('has the types of its columns, and suggests types for its texts', async () => {
    const { call } = engine()
    const schemaDocument = {
      name: 'shop',
      fields: [{ name: 'amount', type: 'decimal', precision: 9, scale: 2 }, { name: 'Day' }, { name: 'word' }],
    }
    const rowOf = (day: string) => `1.50,${day},x y,"1.234,50"\n`
    const csv = (days: readonly string[]) => `amount,day,word,price\n${days.map(rowOf).join('')}`
    const days = Array.from({ length: 40 }, (_, index) => `2025-03-${String((index % 28) + 1).padStart(2, '0')}`)
    await importWith(engine(), { path: folder.file('a.csv', csv(days)), dataset: 'Shop', schemaDocument })
    const other = csv(days.map((day) => day.replace('2025', '2024'))).replace('amount,day', 'amount,DAY')
    await importWith(engine(), { path: folder.file('b.csv', other), dataset: 'shop', schema: 'shop' })
    expect(await call('schemas.infer', { dataset: 'SHOP' })).toMatchObject({
      name: 'Shop',
      fields: [
        { name: 'amount', type: 'decimal', precision: 9, scale: 2 },
        { name: 'Day', type: 'text', suggestion: { type: 'date', reason: expect.stringContaining('80') as string } },
        { name: 'word', type: 'text' },
        { name: 'price', type: 'text', suggestion: { type: 'number', format: '1.234,50' } },
      ],
    })
    expect((await call('schemas.infer', { dataset: 'shop', name: 'mine' })).name).toBe('mine')
    await expect(call('schemas.infer', { dataset: 'none' })).rejects.toMatchObject({ code: 'dataset-unknown' })
  })
})
