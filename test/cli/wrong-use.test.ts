import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { refused, refusedIn } from '../support/refusal.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { contentsOf, importFile, type Contents } from '../support/workspace.ts'

const folder = useTempFolder()
const good = 'id,name\n1,x\n2,y\n'

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
