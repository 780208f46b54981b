import { expect, it } from 'vitest'
import { type Engine, openEngine } from '../../src/main/engine/engine.ts'
import { importWith, rowsOf } from '../support/engine.ts'
import { useTempFolder } from '../support/temp-folder.ts'

const folder = useTempFolder()

it('a column that changes its type is read anew from the stored texts, so that nothing of them is lost', async () => {
  const engine = await openEngine({ workspace: folder.path('workspace') })
  try {
    await judge(engine, 'first', 'integer', '007,a\n+5,b\n')
    expect(await rowsOf(engine, all)).toEqual([
      ['a', 7],
      ['b', 5],
    ])
    await judge(engine, 'second', 'text', 'x-1,c\n')
    expect(await rowsOf(engine, all)).toEqual([
      ['a', '007'],
      ['b', '+5'],
      ['c', 'x-1'],
    ])
    await judge(engine, 'third', 'decimal', '1.50,d\n')
    // A text that is no number is NULL in the column, and stays in the store.
    expect(await rowsOf(engine, all)).toEqual([
      ['a', '7.0000000000'],
      ['b', '5.0000000000'],
      ['c', null],
      ['d', '1.5000000000'],
    ])
    await judge(engine, 'fourth', 'text', 'y,e\n')
    expect((await rowsOf(engine, all)).map(([, code]) => code)).toEqual(['007', '+5', 'x-1', '1.50', 'y'])
  } finally {
    await engine.close()
  }
})

const all = 'SELECT name, code FROM things ORDER BY name'

it.each([
  ['integer', '7', ['5.5', '1e2', ' 5']],
  ['decimal', '7.25', ['1.255', '1e2']],
  ['boolean', 'true', ['1', 'yes', 'T']],
  ['date', '2025-03-04', ['2025-03-04 10:00', 'epoch']],
] as const)('a text that is no %s is never taken for one', async (type, sound, others) => {
  const engine = await openEngine({ workspace: folder.path(`no-${type}`) })
  try {
    const shape = type === 'decimal' ? { scale: 2, precision: 10 } : {}
    const rows = [sound, ...others].map((text, index) => `${text},${index}\n`).join('')
    await judge(engine, `no-${type}`, type, rows, { severity: 'warning', ...shape })
    const stored = await rowsOf(engine, 'SELECT code FROM things ORDER BY name')
    expect(stored.slice(1)).toEqual(others.map(() => [null]))
    expect(stored[0]).not.toEqual([null])
  } finally {
    await engine.close()
  }
})

async function judge(engine: Engine, name: string, type: string, rows: string, more: object = {}): Promise<void> {
  const path = folder.file(`${name}.csv`, `code,name\n${rows}`)
  const schemaDocument = { name: 'things', fields: [{ name: 'code', type, ...more }, { name: 'name' }] }
  expect(await importWith(engine, { path, dataset: 'things', schemaDocument })).toMatchObject({ state: 'completed' })
}
