import { writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { openEngine } from '../../src/main/engine/engine.ts'
import { useTempFolder } from '../support/temp-folder.ts'

const folder = useTempFolder()

it('the statistics of an import tell, field by field, what was empty, failed and changed, and by what', async () => {
  const file = folder.path('people.csv')
  const rows = [' Ann ,TRUE,1,a', 'BOB,yes,-1,b', 'n/a,,x,c', 'cid,false,7,d,e']
  writeFileSync(file, `name,member,points,other\n${rows.join('\n')}\n`)
  const engine = await openEngine({ workspace: folder.path('workspace') })
  try {
    const { importId } = await engine.call('imports.start', {
      path: file,
      dataset: 'people',
      chunkBytes: 64,
      schemaDocument: {
        name: 'people',
        nullWords: ['n/a'],
        fields: [
          { name: 'name', transforms: ['trim', 'lowercase'], required: true },
          { name: 'member', type: 'boolean', default: 'true' },
          { name: 'points', type: 'integer', checks: [{ check: 'min', value: 0, severity: 'warning' }] },
        ],
      },
    })
    const { rows: counts } = await engine.call('imports.wait', { importId })
    expect(counts).toMatchObject({ read: 4, accepted: 1, rejected: 3 })
    const { fields } = await engine.call('imports.statistics', { importId })
    const nothing = {
      empty: 0,
      failed: 0,
      failedBy: [],
      changed: 0,
      changedBy: [],
      distinct: { count: 1, exact: true },
    }
    // The record with a cell too many is at fault as a whole, so its cells are not judged.
    expect(fields).toEqual([
      {
        ...nothing,
        field: 'name',
        sourceColumn: 'name',
        checked: 3,
        empty: 1,
        failed: 1,
        failedBy: [{ code: 'required', count: 1 }],
        changed: 3,
        changedBy: [
          { step: 'trim', words: 'trimmed', count: 1 },
          { step: 'lowercase', words: 'made lower case', count: 2 },
          { step: 'null words', words: 'emptied as null words', count: 1 },
        ],
      },
      {
        ...nothing,
        field: 'member',
        sourceColumn: 'member',
        checked: 3,
        empty: 1,
        failed: 1,
        failedBy: [{ code: 'invalid-boolean', count: 1 }],
        changed: 2,
        changedBy: [
          { step: 'default', words: 'filled with the default', count: 1 },
          { step: 'type', words: 'written as their type is stored', count: 1 },
        ],
      },
      {
        ...nothing,
        field: 'points',
        sourceColumn: 'points',
        checked: 3,
        failed: 2,
        failedBy: expect.arrayContaining([
          { code: 'too-small', count: 1 },
          { code: 'invalid-integer', count: 1 },
        ]) as unknown,
      },
    ])
  } finally {
    await engine.close()
  }
})
