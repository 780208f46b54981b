import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { inProject } from '../../scripts/shared/project.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { ordersCsv, ordersSchema } from '../support/workspace.ts'

const folder = useTempFolder()

/** Whoever resolves `electron`, in any thread, fails. */
const withoutElectron = `
import { registerHooks } from 'node:module'
registerHooks({
  resolve: (specifier, context, next) => {
    if (specifier === 'electron' || specifier.startsWith('electron/')) throw new Error('electron was asked for by ' + context.parentURL)
    return next(specifier, context)
  },
})
`

const program = `
import { readFileSync } from 'node:fs'
import { openEngine } from ${JSON.stringify(pathToFileURL(inProject('src/main/engine/engine.ts')).href)}
const [workspace, path, schema] = process.argv.slice(2)
await import('electron').then(
  () => { throw new Error('electron can be loaded, so this test proves nothing') },
  (error) => { if (!/was asked for/.test(error.message)) throw error },
)
const engine = await openEngine({ workspace })
const { importId } = await engine.call('imports.start', { path, dataset: 'orders', schemaDocument: JSON.parse(readFileSync(schema, 'utf8')) })
const { rows } = await engine.call('imports.wait', { importId })
const { rows: counted } = await engine.call('analytics.query', { sql: 'SELECT count(*) FROM orders' })
await engine.close()
process.stdout.write(JSON.stringify({ rows, counted, electron: process.versions.electron ?? null }))
`

describe('the engine without Electron', () => {
  it('imports from its sources in plain Node, where electron cannot be resolved', () => {
    const hooks = folder.file('without-electron.mjs', withoutElectron)
    const main = folder.file('main.mjs', program)
    const args = ['--import', pathToFileURL(hooks).href, main, folder.path('ws'), ordersCsv, ordersSchema]
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: inProject() })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(JSON.parse(stdout)).toEqual({
      rows: { read: 20_000, accepted: 19_585, rejected: 415, blank: 4, skipped: 0 },
      counted: [[19_585]],
      electron: null,
    })
  })

  it.each(['src/main/engine', 'src/main/cli', 'src/contract'])('no file below %s names it in an import', (path) => {
    const files = readdirSync(inProject(path), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    )
    expect(files.length).toBeGreaterThan(3)
    const importing = /(?:from|import|require)\s*\(?\s*['"](?:electron|electron\/[^'"]*|node:electron)['"]/
    expect(importing.test(`import { app } from 'electron'`)).toBe(true)
    expect(files.filter((name) => importing.test(readFileSync(join(inProject(path), name), 'utf8')))).toEqual([])
  })
})
