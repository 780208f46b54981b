import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ErrorShape } from '../../src/contract/errors.ts'
import { headgate, headgateError, isRoot, type RunOptions } from '../support/headgate.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { type Contents, contentsOf, importFile, nothingStored } from '../support/workspace.ts'

const folder = useTempFolder()
const good = 'id,name\n1,x\n2,y\n'

/** What a refusal must be: exit code, code, and words that its message has. */
interface Refusal {
  readonly exit?: number
  readonly code: ErrorShape['code']
  readonly words: readonly string[]
}

/** Runs a command that must be refused, with a message that says what and where and a hint that says what to do. */
async function refused(args: readonly string[], wanted: Refusal, options: RunOptions = {}): Promise<ErrorShape> {
  const { exit, ...error } = await headgateError(args, options)
  expect({ exit, code: error.code }, error.message).toEqual({ exit: wanted.exit ?? 2, code: wanted.code })
  for (const word of wanted.words) expect(error.message).toContain(word)
  expect(error.hint, `a hint for: ${error.message}`).toMatch(/\S+ \S+/)
  expect(error.message).not.toMatch(/Something went wrong|undefined|\[object/)
  return error
}

/** The same for a command on a workspace, which must hold afterwards exactly what it held before. */
async function refusedIn(workspace: string, args: readonly string[], wanted: Refusal): Promise<ErrorShape> {
  const before = await contentsOf(workspace)
  const error = await refused([...args, '--workspace', workspace], wanted)
  expect(await contentsOf(workspace)).toEqual(before)
  return error
}

/** Bytes that look like noise and are the same in each run. */
function noise(bytes: number): Buffer {
  const parts: Buffer[] = []
  for (let index = 0; index * 32 < bytes; index++) parts.push(createHash('sha256').update(String(index)).digest())
  return Buffer.concat(parts).subarray(0, bytes)
}

describe('files that are no tables', () => {
  const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), noise(500)])
  const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), noise(500)])
  const xls = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504)])
  const cases: [string, Buffer | string, Refusal][] = [
    ['empty.csv', '', { code: 'file-empty', words: ['empty'] }],
    ['bom-only.csv', '\uFEFF', { code: 'file-empty', words: ['empty'] }],
    ['header-only.csv', 'id,name\n', { code: 'file-empty', words: ['no rows'] }],
    ['picture.csv', png, { code: 'file-unsupported', words: ['PNG'] }],
    ['noise.csv', noise(100_000), { code: 'file-unsupported', words: ['binary'] }],
    ['workbook.csv', zip, { code: 'file-unsupported', words: ['.xlsx'] }],
    ['old-workbook.csv', xls, { code: 'file-unsupported', words: ['.xls'] }],
    ['packed.csv', gzipSync(good), { code: 'file-unsupported', words: ['gzip'] }],
  ]
  it.each(cases)('%s is refused by name', async (name, content, wanted) => {
    const path = folder.file(name, content)
    const workspace = folder.path(`ws-${name}`)
    await refusedIn(workspace, ['import', path, '--into', 'd'], { ...wanted, words: [...wanted.words, path] })
  })

  it('a file that is not there is refused', async () => {
    const path = folder.path('nowhere.csv')
    await refusedIn(folder.path('ws-none'), ['import', path, '--into', 'd'], { code: 'file-not-found', words: [path] })
  })

  it('a folder is refused', async () => {
    mkdirSync(folder.path('a-folder.csv'))
    await refusedIn(folder.path('ws-dir'), ['import', folder.path('a-folder.csv'), '--into', 'd'], {
      code: 'file-not-regular',
      words: [folder.path('a-folder.csv'), 'folder'],
    })
  })

  it('a file that may not be read is refused', async () => {
    const path = folder.file('secret.csv', good)
    chmodSync(path, 0o000)
    const workspace = folder.path('ws-secret')
    mkdirSync(workspace)
    chmodSync(workspace, 0o777)
    await refused(
      ['import', path, '--into', 'd', '--workspace', workspace],
      { code: 'file-unreadable', words: [path] },
      { unprivileged: true },
    )
    expect(await contentsOf(workspace)).toEqual(nothingStored)
  })

  it('without --json the error is words for a person', async () => {
    const { code, stdout, stderr } = await headgate([
      'import',
      folder.path('nowhere.csv'),
      '--into',
      'd',
      '--workspace',
      folder.path('ws-none'),
    ])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toBe(`Error: There is no file ${folder.path('nowhere.csv')}.\nCheck the path and the spelling.\n`)
  })
})

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
      words: [schema, 'not JSON', '"rules": [}'],
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

  it('more columns than a dataset can have', async () => {
    const names = Array.from({ length: 60_000 }, (_, index) => `c${index}`).join(',')
    const wide = folder.file('wide.csv', `${names}\n${names}\n`)
    await refusedIn(workspace, ['import', wide, '--into', 'wide'], {
      code: 'file-unsupported',
      words: ['60,000 columns', '2,000'],
    })
  })
})

describe('workspaces that cannot be opened', () => {
  const importInto = (workspace: string): string[] => [
    ...['import', folder.file('into.csv', good), '--into', 'd', '--workspace', workspace],
  ]

  it('a folder that may not be written', async () => {
    const parent = folder.path('closed')
    mkdirSync(parent, { mode: 0o555 })
    const workspace = join(parent, 'ws')
    const wanted: Refusal = { code: 'workspace-unwritable', words: [workspace] }
    await refused(importInto(workspace), wanted, { unprivileged: true })
    expect(readdirSync(parent)).toEqual([])
  })

  it.runIf(isRoot)('files of somebody else in a folder that may be written', async () => {
    const workspace = folder.path('foreign')
    await importFile(workspace, folder.file('into.csv', good), 'd')
    const before = await contentsOf(workspace)
    chmodSync(workspace, 0o777)
    const wanted: Refusal = { code: 'workspace-unwritable', words: [workspace] }
    await refused(['datasets', 'list', '--workspace', workspace], wanted, { unprivileged: true })
    expect(await contentsOf(workspace)).toEqual(before)
  })

  it('a file where the folder should be', async () => {
    const workspace = folder.file('a-file', 'text')
    await refused(importInto(workspace), { code: 'workspace-unwritable', words: [workspace, 'not a folder'] })
    await refused(importInto(join(workspace, 'below')), { code: 'workspace-unwritable', words: [workspace] })
  })

  it('a folder with a workspace.sqlite that is something else', async () => {
    const workspace = folder.path('damaged')
    mkdirSync(workspace)
    writeFileSync(join(workspace, 'workspace.sqlite'), noise(10_000))
    await refused(importInto(workspace), { exit: 1, code: 'workspace-damaged', words: [workspace] })
  })
})

describe.runIf(isRoot)('a disk with too little space', () => {
  const mount = folder.path
  let disk = ''
  let mounted = false
  let why = ''

  beforeAll(() => {
    disk = mount('disk')
    mkdirSync(disk)
    const result = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', disk], { encoding: 'utf8' })
    mounted = result.status === 0
    why = result.error?.message ?? result.stderr
  })
  afterAll(() => {
    if (mounted) spawnSync('umount', [disk])
  })

  it('refuses an import before it begins', async (context) => {
    if (!mounted) context.skip(`no small disk can be mounted here: ${why}`)
    const workspace = join(disk, 'ws')
    const args = ['import', folder.file('space.csv', good), '--into', 'd']
    const error = await refusedIn(workspace, args, { code: 'disk-space', words: ['MB'] })
    expect(error.details).toMatchObject({ neededBytes: expect.any(Number), freeBytes: expect.any(Number) })
  })
})

describe('wrong use', () => {
  const into = (...more: string[]): string[] => ['import', 'x.csv', '--into', 'd', ...more]
  const cases: [string, string[], string[]][] = [
    ['an unknown command', ['improt', 'x.csv'], ['"improt"']],
    ['an unknown word behind a command', ['imports', 'lsit'], ['"imports lsit"']],
    ['half a command', ['schema'], ['"schema"']],
    ['an unknown option', into('--colour'), ['--colour']],
    ['an option without its value', ['import', 'x.csv', '--into'], ['--into']],
    ['no dataset', ['import', 'x.csv'], ['--into']],
    ['no file', ['import', '--into', 'd'], ['import', '0 arguments']],
    ['too many arguments', ['query', 'SELECT', '1'], ['query', '2 arguments']],
    ['no workers', into('--workers', '0'), ['--workers', '"0"']],
    ['workers that are no number', into('--workers', 'two'), ['--workers', '"two"']],
    ['a share above 1', into('--max-reject-rate', '5'), ['--max-reject-rate', '"5"']],
    ['a share that is no number', into('--max-reject-rate', 'few'), ['--max-reject-rate', '"few"']],
    ['more workers than a program can have', into('--workers', '65'), ['--workers', '"65"']],
    ['a quote of two characters', into('--quote', 'ab'), ['--quote', '"ab"']],
    ['an escape of two characters', into('--escape', 'ab'), ['--escape', '"ab"']],
    ['no delimiter', into('--delimiter', ''), ['--delimiter', '""']],
    ['a header row 0', into('--header-row', '0'), ['--header-row', '"0"']],
    ['an unknown line end', into('--newline', 'nl'), ['--newline', '"nl"']],
    ['a limit below 0', ['cat', 'x.csv', '--limit=-1'], ['--limit', '"-1"']],
    ['an unknown format of cat', ['cat', 'x.csv', '--format', 'xml'], ['--format', '"xml"']],
    ['an unknown format of query', ['query', 'SELECT 1', '--format', 'xml'], ['--format', '"xml"']],
    ['an import that is no number', ['imports', 'show', 'last'], ['ID', '"last"']],
    ['an export without a file', ['export', 'd'], ['-o']],
    ['an export of an unknown format', ['export', 'd', '-o', 'x.docx'], ['"x.docx"']],
  ]
  it.each(cases)('%s is refused, and no workspace is made', async (_, args, words) => {
    const workspace = folder.path('wrong-use')
    await refused([...args, '--workspace', workspace], { code: 'usage', words })
    expect(existsSync(workspace)).toBe(false)
  })

  it.each([
    ['an unknown encoding', ['--encoding', 'klingon'], ['"klingon"']],
    ['a header row behind the end', ['--header-row', '99'], ['Row 99']],
    ['more rows to skip than there are', ['--skip-rows', '99'], ['99']],
  ])('%s is refused', async (_, options, words) => {
    const file = folder.file('use.csv', good)
    await refusedIn(folder.path('wrong-reading'), ['import', file, '--into', 'd', ...options], { code: 'usage', words })
  })
})

describe('things that a workspace does not have', () => {
  let workspace = ''
  let before: Contents

  beforeAll(async () => {
    workspace = folder.path('has')
    await importFile(workspace, folder.file('has.csv', good), 'd')
    before = await contentsOf(workspace)
  })

  it.each([
    [['imports', 'show', '99'], 'import-unknown', '99'],
    [['imports', 'resume', '99'], 'import-unknown', '99'],
    [['imports', 'drop', '99'], 'import-unknown', '99'],
    [['imports', 'resume', '1'], 'import-state', 'completed'],
    [['imports', 'drop', '1'], 'import-state', 'completed'],
    [['issues', '99'], 'import-unknown', '99'],
    [['export', 'nobody', '-o', 'nobody.csv'], 'dataset-unknown', '"nobody"'],
    [['query', 'SELECT * FROM nobody'], 'query-invalid', 'nobody'],
  ] as const)('headgate %s', async (args, code, word) => {
    await refused([...args, '--workspace', workspace], { code, words: [word] })
    expect(await contentsOf(workspace)).toEqual(before)
  })

  it('an export into a folder that does not exist is refused and leaves nothing', async () => {
    const file = folder.path('no-folder', 'd.csv')
    await refusedIn(workspace, ['export', 'd', '-o', file], { code: 'output-unwritable', words: [file] })
    expect(existsSync(dirname(file))).toBe(false)
    await refusedIn(workspace, ['issues', '1', '-o', file], { code: 'output-unwritable', words: [file] })
  })

  it('an export onto a folder is refused and leaves nothing', async () => {
    const target = folder.path('d.csv')
    mkdirSync(target)
    await refusedIn(workspace, ['export', 'd', '-o', target], { code: 'output-unwritable', words: [target] })
    expect(readdirSync(folder.path()).filter((name) => name.includes('.part'))).toEqual([])
  })
})
