import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { headgateError, headgateJson } from '../support/headgate.ts'
import { useTempFolder } from '../support/temp-folder.ts'

const folder = useTempFolder()
let made = 0

/** A workspace whose settings file has a content. */
function workspaceWith(content: string): string {
  const workspace = folder.path(`ws-${made++}`)
  mkdirSync(workspace)
  writeFileSync(join(workspace, 'settings.json'), content)
  return workspace
}

async function refusal(limits: object, path: string): Promise<{ code: string; message: string }> {
  const workspace = workspaceWith(JSON.stringify({ limits }))
  const { code, message, exit } = await headgateError(['import', path, '--into', 'd', '--workspace', workspace])
  expect(exit).toBe(2)
  return { code, message }
}

describe('the limits of a workspace', () => {
  it('are those of its settings, for files, columns and packed text', async () => {
    const path = folder.file('five.csv', 'a,b,c,d,e\n1,2,3,4,5\n')
    expect(await refusal({ fileBytes: 10 }, path)).toMatchObject({ code: 'file-unsupported' })
    expect((await refusal({ columns: 4 }, path)).message).toContain('at most 4')
    const packed = folder.file('packed.csv.gz', gzipSync(`a,b\n${'1,2\n'.repeat(500_000)}`))
    const { code, message } = await refusal({ inflatedBytes: 1000, inflationRatio: 10 }, packed)
    expect(code).toBe('file-hostile')
    expect(message).toContain('over 10 times')
  })

  it('a longer cell than allowed is cut at the limit, at fault, and costs no other row', async () => {
    const path = folder.file('cell.csv', `a,b\n1,"${'x'.repeat(120)}"\n2,y\n`)
    const workspace = workspaceWith('{"limits":{"cellBytes":100}}')
    const { imports } = await headgateJson<{ imports: { rows: object }[] }>([
      ...['import', path, '--into', 'd', '--workspace', workspace],
    ])
    expect(imports[0]?.rows).toMatchObject({ read: 3, accepted: 1, rejected: 2 })
  })

  it.each([
    ['no JSON', '{"limits":'],
    ['an unknown name', '{"limits":{"cells":1}}'],
    ['a size that is none', '{"limits":{"fileBytes":"10 MB"}}'],
  ])('a settings file with %s is refused by place', async (_, content) => {
    const workspace = workspaceWith(content)
    const error = await headgateError(['datasets', 'list', '--workspace', workspace])
    expect(error).toMatchObject({ exit: 2, code: 'usage' })
    expect(error.message).toContain('settings.json')
  })
})
