import { beforeAll, describe, expect, it } from 'vitest'
import { refusedIn, type Refusal } from '../support/refusal.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { importFile } from '../support/workspace.ts'

const folder = useTempFolder()
const good = 'id,name\n1,x\n2,y\n'

describe('schemas that cannot be used', () => {
  const rule = (type: string, options?: object): object => ({ field: 'id', type, ...(options && { options }) })
  const flat = (...rules: object[]): object => ({ name: 's', rules })
  const cases: [string, unknown, string[]][] = [
    ['an unknown type', { name: 's', fields: [{ name: 'id', type: 'colour' }] }, ['field 1 ("id")', 'type']],
    ['an unknown rule', flat(rule('text'), rule('colour')), ['rule 2 ("id")', 'type']],
    ['a rule without its pattern', flat(rule('regex')), ['Rule 1 ("id", regex)', 'pattern']],
    ['a limit that nothing can meet', flat(rule('number', { min: 5, max: 1 })), ['"id"', 'min 5', 'max 1']],
    ['a length that nothing can have', flat(rule('text', { minLength: 5, maxLength: 1 })), ['"id"', 'min-length 5']],
    ['a limit on a text', flat(rule('text', { min: 5 })), ['"id"', 'min', 'text']],
    [
      'a pattern that does not compile',
      flat(rule('required'), rule('regex', { pattern: '(a' })),
      ['"id"', '(a', 'Unterminated'],
    ],
    ['two types for a field', flat(rule('email'), rule('number')), ['Rule 2 ("id", number)', 'email']],
    [
      'a default that its type refuses',
      { name: 's', fields: [{ name: 'id', type: 'integer', default: 'none' }] },
      ['"id"', 'default', 'none'],
    ],
    ['an empty default', { name: 's', fields: [{ name: 'id', default: '' }] }, ['field 1 ("id")', 'default']],
    [
      'an empty text for a number',
      { name: 's', fields: [{ name: 'id', type: 'number', keepEmpty: true }] },
      ['"id"', 'keepEmpty'],
    ],
    ['a field twice', { name: 's', fields: [{ name: 'id' }, { name: 'ID' }] }, ['"ID"', 'two fields']],
    ['a field with a reserved name', { name: 's', fields: [{ name: '_row_number' }] }, ['_row_number']],
    ['a key that nobody knows', { name: 's', fields: [{ name: 'id', colour: 'red' }] }, ['field 1 ("id")', 'colour']],
    ['no fields', { name: 's', fields: [] }, ['fields']],
    ['no name', { rules: [rule('text')] }, ['name: is missing']],
    ['a list instead of a document', [], ['the document']],
    ['null instead of a document', null, ['the document']],
    ['a validator that nobody registered', flat(rule('custom', { name: 'nobody' })), ['"nobody"']],
  ]
  it.each(cases)('%s is refused by both doors, saying where', async (name, document, words) => {
    const workspace = folder.path(`schema ${name}`)
    const schema = folder.file(`${name}.json`, JSON.stringify(document))
    const wanted: Refusal = { code: 'schema-invalid', words }
    await refusedIn(workspace, ['schema', 'add', schema], wanted)
    const file = folder.file('for-schema.csv', good)
    await refusedIn(workspace, ['import', file, '--into', 'd', '--schema', schema], wanted)
  })

  it('a schema file that is no JSON is refused with the place of the fault', async () => {
    const schema = folder.file('broken.json', '{"name": "s",\n "rules": [}')
    await refusedIn(folder.path('ws-json'), ['schema', 'add', schema], {
      code: 'schema-invalid',
      words: [schema, 'not JSON', 'line 2, column 12', 'a value is missing before "}"'],
    })
  })

  it('a name that no schema has is refused, and so is a schema file that is not there', async () => {
    const workspace = folder.path('ws-unknown-schema')
    const file = folder.file('for-schema.csv', good)
    const args = ['import', file, '--into', 'd', '--schema']
    await refusedIn(workspace, [...args, 'nobody'], { code: 'schema-unknown', words: ['"nobody"'] })
    const missing = folder.path('nobody.json')
    await refusedIn(workspace, [...args, missing], { code: 'file-not-found', words: [missing] })
    await refusedIn(workspace, ['schema', 'show', 'nobody@7'], {
      code: 'schema-unknown',
      words: ['"nobody"', 'version 7'],
    })
  })
})

describe('imports that do not fit', () => {
  let workspace = ''
  let file = ''
  let schema = ''

  beforeAll(async () => {
    workspace = folder.path('fits')
    file = folder.file('fits.csv', good)
    schema = folder.file('other.json', JSON.stringify({ name: 'other', fields: [{ name: 'id' }, { name: 'price' }] }))
    await importFile(workspace, file, 'taken')
  })

  it('a file without a field of the schema', async () => {
    const error = await refusedIn(workspace, ['import', file, '--into', 'd', '--schema', schema], {
      code: 'header-mismatch',
      words: ['"price"', '"other"'],
    })
    expect(error.hint).toContain('--map')
    expect(error.details).toMatchObject({ missing: ['price'], columns: ['id', 'name'] })
  })

  it.each([
    ['a column that the file lacks', ['nobody=price'], 'header-mismatch', '"nobody"'],
    ['a field that the schema lacks', ['name=nobody'], 'header-mismatch', '"nobody"'],
    ['a field that gets two columns', ['id=price', 'name=PRICE'], 'header-mismatch', '"name"'],
    ['a column that gets two fields', ['name=id', 'name=price'], 'usage', '"name"'],
    ['no equals sign', ['name'], 'usage', '"name"'],
  ] as const)('a --map that names %s', async (_, maps, code, word) => {
    const options = maps.flatMap((map) => ['--map', map])
    await refusedIn(workspace, ['import', file, '--into', 'd', '--schema', schema, ...options], { code, words: [word] })
  })

  it('a dataset that is bound to another schema', async () => {
    const args = ['import', file, '--into', 'TAKEN', '--schema', schema, '--map', 'name=price']
    await refusedIn(workspace, args, { code: 'schema-mismatch', words: ['"taken"', '"other"'] })
  })

  it('the same bytes a second time, unless --again', async () => {
    const copy = folder.file('copy.csv', good)
    const error = await refusedIn(workspace, ['import', copy, '--into', 'taken'], {
      code: 'import-duplicate',
      words: ['"taken"', 'import 1'],
    })
    expect(error.hint).toContain('--again')
    expect(error.details).toMatchObject({ importId: 1 })
    const again = await importFile(workspace, copy, 'taken', '--again')
    expect(again).toMatchObject({ importId: 2, state: 'completed', rows: { accepted: 2 } })
  })

  it.each([['_headgate_x'], ['sqlite_master'], [' '], ['x'.repeat(201)]])('the dataset name %j', async (name) => {
    await refusedIn(workspace, ['import', file, '--into', name], {
      code: 'dataset-name-invalid',
      words: [name.slice(0, 20)],
    })
  })

  it.each([
    [2001, '2,000'],
    [60_000, '20,000'],
  ])('%i columns, more than there can be', async (count, most) => {
    const names = Array.from({ length: count }, (_, index) => `c${index}`).join(',')
    const wide = folder.file('wide.csv', `${names}\n${names}\n`)
    await refusedIn(workspace, ['import', wide, '--into', 'wide'], {
      code: 'file-unsupported',
      words: [`${count.toLocaleString('en-US')} ${count > 20_000 ? 'cells' : 'columns'}`, most],
    })
  })
})
