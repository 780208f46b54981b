import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { PurgeResult } from '../../src/contract/purge.ts'
import type { MergePreview, RejectsExport } from '../../src/contract/rejects.ts'
import { headgate, headgateJson } from '../support/headgate.ts'
import { refused } from '../support/refusal.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { importFile, ordersSchema } from '../support/workspace.ts'

const folder = useTempFolder()
const workspace = (): string => folder.path('ws')
const inWorkspace = (...args: string[]): string[] => [...args, '--workspace', workspace()]

const header = 'order_id,customer_email,amount,order_date,status\n'
const rows = '0012,a@b.co,x5,2025-03-04,pending\n0013,a@b.co,5,2025-03-05,pending\n'

describe('rejected rows on the command line', () => {
  it('are written, corrected as a spreadsheet leaves them, and read back', async () => {
    const source = folder.file('orders.csv', header + rows)
    const { importId } = await importFile(workspace(), source, 'orders', '--schema', ordersSchema)
    const file = folder.path('rejects.csv')
    const written = await headgateJson<RejectsExport>(inWorkspace('rejects', String(importId), '-o', file))
    expect(written).toMatchObject({ importId, file, format: 'csv', rows: 1, guardedCells: 0 })

    const text = readFileSync(file, 'utf8')
    expect(text).toMatch(new RegExp(`\\r\\n${importId}-2-[b-z]{7},`))
    const corrected = folder.path('corrected.csv')
    writeFileSync(corrected, text.replace('0012', '12').replace(',x5,', ',5,').replace('2025-03-04', '04.03.2025'))
    const preview = await headgateJson<MergePreview>(inWorkspace('rejects', 'preview', corrected))
    expect(preview).toMatchObject({
      importId,
      rows: { edited: 1, unchanged: 0 },
      edits: [{ rowNumber: 2, cells: { 2: '5' } }],
      undone: [
        { rowNumber: 2, column: 'order_id', theirs: '12', kept: '0012', damage: 'number' },
        { rowNumber: 2, column: 'order_date', theirs: '04.03.2025', kept: '2025-03-04', damage: 'date' },
      ],
    })
    const { stdout, code } = await headgate(inWorkspace('rejects', 'preview', corrected))
    expect(code).toBe(0)
    expect(stdout).toMatch(/1 rows with corrections, 0 as they were\.\n2 cells that a spreadsheet changed/)

    await refused(inWorkspace('rejects', String(importId), '-o', file), { code: 'output-exists', words: [file] })
    expect(readFileSync(file, 'utf8')).toBe(text)
    await headgateJson(inWorkspace('rejects', String(importId), '-o', file, '--overwrite'))
  })

  it('are refused without a file, in an unknown format, and from a file that is none', async () => {
    await refused(inWorkspace('rejects', '1'), { code: 'usage', words: ['-o FILE'] })
    await refused(inWorkspace('rejects', '1', '-o', 'x.pdf'), { code: 'usage', words: ['x.pdf'] })
    const other = folder.file('other.csv', header + rows)
    await refused(inWorkspace('rejects', 'preview', other), { code: 'rejects-mismatch', words: ['column of keys'] })
  })
})

describe('purge on the command line', () => {
  it('needs to be told what, says what would go, and does it with --yes', async () => {
    const source = folder.file('more.csv', header + rows)
    const { importId } = await importFile(workspace(), source, 'more', '--schema', ordersSchema)
    await refused(inWorkspace('purge', String(importId)), { code: 'usage', words: ['--raw'] })
    await refused(inWorkspace('purge', String(importId), '--raw', '--all'), { code: 'usage', words: ['one of'] })
    const said = await headgate(inWorkspace('purge', String(importId), '--all'))
    expect(said.stdout).toMatch(/Would be erased .*1 accepted and 1 rejected rows.*\n.*--yes/)
    const done = await headgateJson<PurgeResult>(inWorkspace('purge', String(importId), '--all', '--yes'))
    expect(done).toMatchObject({ importId, what: 'all', done: true, counts: { acceptedRows: 1, rejectedRows: 1 } })
    await refused(inWorkspace('imports', 'show', String(importId)), {
      code: 'import-unknown',
      words: [String(importId)],
    })
    expect(existsSync(source)).toBe(true)
  })
})
