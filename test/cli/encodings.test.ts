import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { canonicalEncoding } from '../../src/main/engine/parse/encodings.ts'
import { foreignCorpus } from '../support/corpus.ts'
import { headgate, headgateError, headgateJson } from '../support/headgate.ts'
import { useTempFolder } from '../support/temp-folder.ts'

const folder = useTempFolder()

describe('files in other encodings', () => {
  it('takes a table with a NUL in it for what it is', async () => {
    const rows = 'name,1\n'.repeat(40)
    const path = folder.file('nul.csv', `a,b\n\0,1\nx,\0\n${rows}`)
    expect((await headgate(['cat', path])).stdout).toMatch(/^a,b\r\n\0,1\r\nx,\0\r\nname,1\r\n/)
  })

  it('refuses a delimiter that cannot be told from a part of a character', async () => {
    const path = folder.file('pipe.csv', iconv.encode('名前|住所\n山田太郎|東京都\n', 'shift_jis'))
    expect(await headgateError(['cat', path, '--encoding', 'sjis'])).toMatchObject({ exit: 2, code: 'usage' })
  })

  it('imports what cat shows; rows with undecodable bytes are rejected, not accepted', async () => {
    const rows = iconv.encode('名前,住所\n山田,東京\n', 'shift_jis')
    const path = folder.file('sjis.csv', Buffer.concat([rows, Buffer.from([0x61, 0x2c, 0x82, 10])]))
    const workspace = folder.path('workspace')
    const reading = ['--encoding', 'cp932', '--workspace', workspace]
    const { stdout } = await headgate(['import', path, '--into', 'people', ...reading, '--json'])
    expect(stdout).toMatch(/"accepted":1,.*"rejected":1,/)
    const out = folder.path('people.csv')
    await headgateJson(['export', 'people', '-o', out, '--workspace', workspace])
    expect(readFileSync(out, 'utf8')).toBe('名前,住所\r\n山田,東京\r\n')
    const issues = await headgate(['issues', '1', '--workspace', workspace, '--json'])
    expect(issues.stdout).toContain('undecodable')
  })
})

const { path: corpus, present } = foreignCorpus('encodings')
const foreign = present
  ? readFileSync(join(corpus, 'MANIFEST.tsv'), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t') as [string, string, ...string[]])
  : []

describe.skipIf(!present)('foreign tables in many encodings', () => {
  it.each(foreign)('cat of %s in %s is its truth', async (input, name, ...rest) => {
    const path = join(corpus, input)
    const { stdout } = await headgate(['cat', path])
    expect(stdout).toBe(readFileSync(join(corpus, rest.at(-1) as string), 'utf8'))
    const { encoding } = JSON.parse((await headgate(['inspect', path, '--json'])).stdout) as {
      encoding: { name: string }
    }
    const isAscii = readFileSync(path).every((byte) => byte < 0x80 && byte !== 0x1b) && name !== 'hz'
    // The manifest leaves the order of bytes to the mark where there is one.
    expect(encoding.name).toBe(isAscii ? 'utf-8' : canonicalEncoding(name))
  })
})
