import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Engine, openEngine } from '../../src/main/engine/engine.ts'
import { allIssues, importWith, rowsOf } from '../support/engine.ts'
import { makeXlsx } from '../support/make-xlsx.ts'
import { useTempFolder } from '../support/temp-folder.ts'

const folder = useTempFolder()

const first = {
  name: 'people',
  nullWords: ['n/a'],
  fields: [
    { name: 'name', transforms: ['trim'], required: true },
    { name: 'points', type: 'integer', checks: [{ check: 'max', value: 10 }] },
    { name: 'note' },
  ],
}
const second = {
  ...first,
  nullWords: [],
  fields: [
    { name: 'name', transforms: ['trim', 'uppercase'], required: true, checks: [{ check: 'max-length', value: 6 }] },
    { name: 'points', type: 'decimal', scale: 2 },
    { name: 'note', severity: 'warning', checks: [{ check: 'pattern', pattern: '^[a-z ]*$' }] },
  ],
}

const lines = [
  'name,points,note',
  ' Ann ,1,fine',
  'Bob,20,"two\r\nlines"',
  '',
  'Cid,1.5,n/a',
  ',3,missing',
  'Christopher,6,too long',
  'Dora,"4"x,stray',
  'Eve,5',
  'Fay,n/a,"a ""quoted"" word"',
  'Gus,7,one,two',
]

type Result = Awaited<ReturnType<typeof stateOf>>
const stateOf = async (engine: Engine, importId: number) => ({
  rows: (await engine.call('imports.show', { importId })).rows,
  issues: await allIssues(engine, importId),
  stored: await rowsOf(engine, 'SELECT * FROM people ORDER BY ALL'),
  raw: await rawOf(engine),
})

async function rawOf(engine: Engine): Promise<string> {
  const file = folder.path(`raw-${randomUUID()}.csv`)
  await engine.call('datasets.export', { dataset: 'people', file, raw: true })
  return readFileSync(file, 'utf8')
}

const inlineCell = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`

/** The state after a file was judged by one version and again by the next, beside that of judging it by the next alone. */
async function both(name: string, file: string, chunkBytes: number): Promise<{ again: Result; afresh: Result }> {
  const engine = await openEngine({ workspace: folder.path(`${name}-again`) })
  const other = await openEngine({ workspace: folder.path(`${name}-afresh`) })
  try {
    const request = { path: file, dataset: 'people', chunkBytes }
    const { importId } = await importWith(engine, { ...request, schemaDocument: first })
    await engine.call('schemas.add', { document: second })
    const started = await engine.call('imports.revalidate', { importId })
    expect((await engine.call('imports.wait', started)).state).toBe('completed')
    const fresh = await importWith(other, { ...request, schemaDocument: second })
    return { again: await stateOf(engine, started.importId), afresh: await stateOf(other, fresh.importId) }
  } finally {
    await engine.close()
    await other.close()
  }
}

describe('judging stored rows again', () => {
  it.each([64, 100_000])('gives what an import by that version gives, in chunks of %d bytes', async (chunkBytes) => {
    const file = folder.path('people.csv')
    writeFileSync(file, `${lines.join('\n')}\n`)
    const { again, afresh } = await both(`csv-${chunkBytes}`, file, chunkBytes)
    expect(again.rows).toEqual({ ...afresh.rows, blank: expect.any(Number) as number })
    expect(again).toEqual({ ...afresh, rows: again.rows })
    expect(again.issues.map(({ code }) => code)).toContain('stray-quote')
  })

  it('holds for a workbook', async () => {
    const file = folder.path('people.xlsx')
    writeFileSync(
      file,
      makeXlsx({
        rows: [['name', 'points', 'note'], ['Ann', '1', 'fine'], [], ['Bob', 'x', 'UPPER'], ['Cid', '2']]
          .map((cells, index) => `<row r="${index + 1}">${cells.map(inlineCell).join('')}</row>`)
          .join(''),
      }),
    )
    const { again, afresh } = await both('xlsx', file, 100_000)
    expect(again.issues).toEqual(afresh.issues)
    expect(again.stored).toEqual(afresh.stored)
    expect(again.issues[0]).toMatchObject({ rowNumber: 4, lineNumber: null })
  })

  it('can be taken back and brought back, and SQLite and DuckDB show the same each time', async () => {
    const file = folder.path('back.csv')
    writeFileSync(file, `${lines.join('\n')}\n`)
    const engine = await openEngine({ workspace: folder.path('back') })
    try {
      const { importId } = await importWith(engine, { path: file, dataset: 'people', schemaDocument: first })
      const before = await stateOf(engine, importId)
      await engine.call('schemas.add', { document: second })
      const started = await engine.call('imports.revalidate', { importId })
      await engine.call('imports.wait', started)
      const after = await stateOf(engine, started.importId)
      expect(after.stored).not.toEqual(before.stored)

      await expect(engine.call('imports.revalidate', { importId })).rejects.toMatchObject({ code: 'import-state' })
      await engine.call('imports.rollback', started)
      expect((await stateOf(engine, importId)).raw).toBe(before.raw)
      expect(await rowsOf(engine, 'SELECT name FROM people ORDER BY name')).toEqual(
        before.stored.map(([name]) => [name]),
      )
      await engine.call('imports.restore', started)
      expect(await stateOf(engine, started.importId)).toEqual(after)
      expect((await engine.call('datasets.list', {}))[0]).toMatchObject({ imports: 1, rows: after.rows.accepted })
    } finally {
      await engine.close()
    }
  })

  it('a version that needs a column which the rows do not have is refused, and nothing is stored', async () => {
    const file = folder.path('few.csv')
    writeFileSync(file, 'name,points,note\nAnn,1,x\n')
    const engine = await openEngine({ workspace: folder.path('few') })
    try {
      const { importId } = await importWith(engine, { path: file, dataset: 'people', schemaDocument: first })
      await engine.call('schemas.add', { document: { ...second, fields: [...second.fields, { name: 'other' }] } })
      await expect(engine.call('imports.revalidate', { importId })).rejects.toMatchObject({ code: 'header-mismatch' })
      expect(await engine.call('imports.list', {})).toHaveLength(1)
    } finally {
      await engine.close()
    }
  })

  it('a preview says beforehand what would become of the rows, of some fields alone too, and changes nothing', async () => {
    const file = folder.path('preview.csv')
    writeFileSync(file, `${lines.join('\n')}\n`)
    const engine = await openEngine({ workspace: folder.path('preview') })
    try {
      const { importId } = await importWith(engine, { path: file, dataset: 'people', schemaDocument: first })
      const before = await stateOf(engine, importId)
      const preview = await engine.call('imports.preview', { importId, document: second })
      const amounts = await engine.call('imports.preview', { importId, document: second, fields: ['points'] })
      expect(await stateOf(engine, importId)).toEqual(before)

      await engine.call('schemas.add', { document: second })
      const started = await engine.call('imports.revalidate', { importId })
      await engine.call('imports.wait', started)
      const after = await stateOf(engine, started.importId)
      expect(preview.verdicts).toMatchObject({ accepted: after.rows.accepted, rejected: after.rows.rejected })
      const statistics = await engine.call('imports.statistics', started)
      expect(statistics.fields).toEqual(
        preview.fields.map((field) => ({ ...field, distinct: expect.anything() as unknown })),
      )
      expect(amounts.verdicts).toBe(null)
      expect(amounts.fields).toEqual(preview.fields.filter(({ field }) => field === 'points'))
      expect(preview.verdicts?.newlyAccepted).toBeGreaterThan(0)
      expect(preview.verdicts?.newlyRejected).toBeGreaterThan(0)
      expect(preview.examples.length).toBeGreaterThan(0)
    } finally {
      await engine.close()
    }
  })

  it('a dataset is judged again import by import, where another version judged it', async () => {
    const engine = await openEngine({ workspace: folder.path('dataset') })
    try {
      const request = { dataset: 'people', schema: 'people' }
      await engine.call('schemas.add', { document: first })
      const one = await importWith(engine, { ...request, path: folder.file('one.csv', 'name,points,note\nAnn,1,x\n') })
      await engine.call('schemas.add', { document: second })
      const two = await importWith(engine, { ...request, path: folder.file('two.csv', 'name,points,note\nBob,2,x\n') })
      expect(two.schema.version).toBe(2)
      const { importIds } = await engine.call('datasets.revalidate', { dataset: 'people' })
      expect(importIds).toHaveLength(1)
      const record = await engine.call('imports.wait', { importId: importIds[0] as number })
      expect(record).toMatchObject({ state: 'completed', revalidates: one.importId, schema: { version: 2 } })
      expect(await rowsOf(engine, 'SELECT name FROM people ORDER BY name')).toEqual([['ANN'], ['BOB']])
      expect(await engine.call('datasets.revalidate', { dataset: 'people' })).toEqual({ importIds: [] })
    } finally {
      await engine.close()
    }
  })
})
