import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { headgate, isRoot } from '../support/headgate.ts'
import { noise, refused, refusedIn, type Refusal } from '../support/refusal.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { contentsOf, importFile, nothingStored } from '../support/workspace.ts'

const folder = useTempFolder()
const good = 'id,name\n1,x\n2,y\n'

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
    ['packed.csv', gzipSync(''), { code: 'file-empty', words: ['empty'] }],
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
  let disk = ''
  let mounted = false
  let why = ''

  beforeAll(() => {
    disk = folder.path('disk')
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
