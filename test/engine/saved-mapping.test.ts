import { expect, it } from 'vitest'
import { openEngine } from '../../src/main/engine/engine.ts'
import { importWith, rowsOf } from '../support/engine.ts'
import { useTempFolder } from '../support/temp-folder.ts'

const folder = useTempFolder()

it('a mapping is kept for the next file of its header, and what is different since then is told', async () => {
  const engine = await openEngine({ workspace: folder.path('workspace') })
  try {
    const document = { name: 'people', fields: [{ name: 'name' }, { name: 'points', type: 'integer' }] }
    await engine.call('schemas.add', { document })
    const first = folder.file('first.csv', 'Wer,Wieviel\nAnn,1\n')
    const request = { dataset: 'people', schema: 'people' }
    const before = await engine.call('schemas.match', { path: first, schema: 'people' })
    expect(before).toMatchObject({ missing: ['name', 'points'], drift: null })
    await expect(importWith(engine, { path: first, ...request })).rejects.toMatchObject({ code: 'header-mismatch' })
    const mapping = { Wer: 'name', Wieviel: 'points' }
    const { importId } = await importWith(engine, { path: first, ...request, mapping })

    const second = folder.file('second.csv', 'wieviel,Wer\n2,Bob\n')
    const third = folder.file('third.csv', 'Wer,Wieviel,Neu\nCid,3,x\n')
    expect(await engine.call('schemas.match', { path: second, schema: 'people' })).toMatchObject({
      drift: { importId, added: ['wieviel'], removed: ['Wieviel'], reordered: false },
    })
    const again = folder.file('again.csv', 'Wieviel,Wer\n2,Bob\n')
    expect(await engine.call('schemas.match', { path: again, schema: 'people' })).toEqual({
      columns: [
        { column: 'Wieviel', source: 'Wieviel', field: 'points', how: 'saved', suggestion: null },
        { column: 'Wer', source: 'Wer', field: 'name', how: 'saved', suggestion: null },
      ],
      missing: [],
      drift: { importId, added: [], removed: [], reordered: true },
    })
    await importWith(engine, { path: again, ...request })
    expect(await rowsOf(engine, 'SELECT name, points FROM people ORDER BY name')).toEqual([
      ['Ann', 1],
      ['Bob', 2],
    ])
    expect(await engine.call('schemas.match', { path: third, schema: 'people' })).toMatchObject({
      missing: ['name', 'points'],
      drift: { added: ['Neu'], removed: [] },
    })
  } finally {
    await engine.close()
  }
})
