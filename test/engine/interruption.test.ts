import { createHash } from 'node:crypto'
import { appendFileSync, copyFileSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { ImportRecord } from '../../src/contract/imports.ts'
import { writeOrdersFile } from '../../scripts/orders-file.ts'
import { errorLine, headgate, headgateError, headgateJson, start } from '../support/headgate.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { begunImports, committedChunks, importFile, ordersSchema, queryRows } from '../support/workspace.ts'

const folder = useTempFolder()
const rows = 300_000
let file = ''
let undisturbed: Outcome

/** All that an import leaves, in a form that compares quickly. */
interface Outcome {
  readonly counts: ImportRecord['rows']
  readonly issues: number
  readonly issuesHash: string
  readonly rowsHash: string
  readonly sha256: string | null
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

async function outcomeOf(workspace: string, record: ImportRecord): Promise<Outcome> {
  const issues = await headgate(['issues', '1', '--workspace', workspace])
  expect(issues).toMatchObject({ code: 0, signal: null })
  // Each row is hashed with its row number, so that the order counts; sums need no memory.
  const all = 'SELECT count(*), bit_xor(hash(o)), sum(hash(o)) FROM _headgate.orders o'
  return {
    counts: record.rows,
    issues: record.issues,
    issuesHash: hashOf(issues.stdout),
    rowsHash: JSON.stringify(await queryRows(workspace, all)),
    sha256: record.file.sha256,
  }
}

async function stateOf(workspace: string): Promise<ImportRecord> {
  const { imports } = await headgateJson<{ imports: ImportRecord[] }>(['imports', 'list', '--workspace', workspace])
  expect(imports).toHaveLength(1)
  return imports[0] as ImportRecord
}

const argsOf = (path: string, workspace: string): string[] => [
  ...['import', path, '--into', 'orders', '--schema', ordersSchema, '--workspace', workspace, '--json'],
]

/** Starts an import and sends a signal as soon as it has committed some chunks. */
async function interruptedAt(chunks: number, signal: NodeJS.Signals, workspace: string, path = file) {
  const { child, ended } = start(argsOf(path, workspace))
  await vi.waitFor(() => expect(committedChunks(workspace)).toBeGreaterThanOrEqual(chunks), {
    timeout: 50_000,
    interval: 5,
  })
  child.kill(signal)
  return ended
}

async function resumed(workspace: string): Promise<ImportRecord> {
  const { imports } = await headgateJson<{ imports: ImportRecord[] }>([
    'imports',
    'resume',
    '1',
    '--workspace',
    workspace,
  ])
  return imports[0] as ImportRecord
}

async function expectHidden(workspace: string): Promise<void> {
  const { code, message } = await headgateError(['query', 'SELECT * FROM orders', '--workspace', workspace])
  expect({ code, message }).toEqual({ code: 'query-invalid', message: expect.stringContaining('orders') })
}

beforeAll(async () => {
  file = folder.path('orders-300k.csv')
  const expected = await writeOrdersFile(file, rows)
  const workspace = folder.path('undisturbed')
  const record = await importFile(workspace, file, 'orders', '--schema', ordersSchema)
  expect(record.rows).toEqual({ ...expected.rows, skipped: 0 })
  expect(record.issues).toBe(expected.issuesTotal)
  undisturbed = await outcomeOf(workspace, record)
}, 120_000)

describe.each(['SIGINT', 'SIGTERM'] as const)('%s during an import', (signal) => {
  it('stops at a committed chunk, hides what was read, and resuming gives what an undisturbed run gives', async () => {
    const workspace = folder.path(signal)
    const ended = await interruptedAt(1, signal, workspace)
    expect(ended.code).toBe(1)
    const [record] = (JSON.parse(ended.stdout) as { imports: ImportRecord[] }).imports
    expect(record?.state).toBe('interrupted')
    expect(record?.rows.read).toBeGreaterThan(0)
    expect(record?.rows.read).toBeLessThan(rows)
    // Words for people come before the one line that --json promises for the error.
    const lines = ended.stderr.trimEnd().split('\n')
    const error = errorLine({ ...ended, stderr: `${lines.at(-1)}\n` })
    expect(error).toMatchObject({ code: 'import-interrupted', hint: 'Go on with: headgate imports resume 1' })
    expect(error.message).toContain((record?.rows.read ?? 0).toLocaleString('en-US'))

    expect(await stateOf(workspace)).toEqual(record)
    await expectHidden(workspace)
    const done = await resumed(workspace)
    expect(done.state).toBe('completed')
    expect(await outcomeOf(workspace, done)).toEqual(undisturbed)
  }, 120_000)
})

describe('kill -9 during an import', () => {
  it.each([0, 2, 5])(
    'after %i committed chunks: nothing is lost, doubled or seen too early',
    async (chunks) => {
      const workspace = folder.path(`kill-${chunks}`)
      const { child, ended } = start(argsOf(file, workspace))
      await vi.waitFor(
        () =>
          expect(chunks === 0 ? begunImports(workspace) : committedChunks(workspace)).toBeGreaterThanOrEqual(
            Math.max(1, chunks),
          ),
        { timeout: 50_000, interval: 5 },
      )
      child.kill('SIGKILL')
      expect(await ended).toMatchObject({ signal: 'SIGKILL', stdout: '' })
      const committed = committedChunks(workspace)
      expect(committed).toBeGreaterThanOrEqual(chunks)

      expect((await stateOf(workspace)).state).toBe('interrupted')
      await expectHidden(workspace)
      const done = await resumed(workspace)
      expect(committedChunks(workspace)).toBeGreaterThan(committed)
      expect(await outcomeOf(workspace, done)).toEqual(undisturbed)
    },
    120_000,
  )
})

describe('an interrupted import', () => {
  let workspace = ''
  let copy = ''

  beforeAll(async () => {
    workspace = folder.path('left')
    copy = folder.path('copy.csv')
    copyFileSync(file, copy)
    expect((await interruptedAt(1, 'SIGKILL', workspace, copy)).signal).toBe('SIGKILL')
  })

  it('cannot be resumed while its file is gone or another, and the refusal costs nothing', async () => {
    const original = readFileSync(copy)
    const { mtime } = statSync(copy)
    const resume = ['imports', 'resume', '1', '--workspace', workspace]
    const changed = Buffer.from(original)
    changed.write('XXX', 200)
    writeFileSync(copy, changed)
    const ended = await headgate([...resume, '--json'])
    expect(ended.code).not.toBe(0)
    const error = errorLine(ended)
    expect(error).toMatchObject({ code: 'file-changed', hint: expect.stringContaining('imports drop') })
    await expectHidden(workspace)
    // The hint says to drop it, so that must be possible; and so must going on, once the file is what it was.
    expect((await stateOf(workspace)).state).toBe('interrupted')
    writeFileSync(copy, original)
    utimesSync(copy, mtime, mtime)
    expect(await outcomeOf(workspace, await resumed(workspace))).toEqual(undisturbed)
  }, 120_000)

  it('can be resumed when the same file was put back at another time', async () => {
    const other = folder.path('put-back')
    await interruptedAt(1, 'SIGKILL', other, copy)
    utimesSync(copy, new Date(), new Date(Date.now() - 3_600_000))
    expect(await outcomeOf(other, await resumed(other))).toEqual(undisturbed)
  }, 120_000)

  it('can be dropped: the dataset holds nothing of it, and the file can be imported anew', async () => {
    const dropped = folder.path('dropped')
    await interruptedAt(1, 'SIGTERM', dropped)
    const { imports } = await headgateJson<{ imports: ImportRecord[] }>([
      'imports',
      'drop',
      '1',
      '--workspace',
      dropped,
    ])
    expect(imports[0]?.state).toBe('cancelled')
    expect(committedChunks(dropped)).toBe(0)
    expect((await headgate(['issues', '1', '--workspace', dropped])).stdout).toBe('')
    expect(await headgateError(['imports', 'resume', '1', '--workspace', dropped])).toMatchObject({
      exit: 2,
      code: 'import-state',
    })
    const small = folder.file(
      'small.csv',
      'order_id,customer_email,amount,order_date,status\n1,a@example.com,2,2025-01-01,pending\n',
    )
    expect((await importFile(dropped, small, 'orders')).rows.accepted).toBe(1)
    expect(await queryRows(dropped, 'SELECT count(*) FROM orders')).toEqual([[1]])
  }, 120_000)
})

describe('a file that grows while it is read', () => {
  it('fails with file-changed and shows nothing', async () => {
    const workspace = folder.path('growing')
    const growing = folder.path('growing.csv')
    copyFileSync(file, growing)
    const { ended } = start(argsOf(growing, workspace))
    await vi.waitFor(() => expect(committedChunks(workspace)).toBeGreaterThan(0), { timeout: 50_000, interval: 5 })
    appendFileSync(growing, 'ORD-9999999,,,,,,,,\r\n')
    const { code, stderr, stdout } = await ended
    expect(code).toBe(1)
    expect(errorLine({ code, stderr, stdout, signal: null })).toMatchObject({
      code: 'file-changed',
      message: expect.stringContaining(growing),
    })
    expect((await stateOf(workspace)).state).toBe('failed')
    await expectHidden(workspace)
  }, 120_000)
})
