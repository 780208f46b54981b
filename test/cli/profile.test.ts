import { describe, expect, it } from 'vitest'
import type { OperationOutput } from '../../src/contract/operations.ts'
import type { Inspection } from '../../src/contract/reading.ts'
import { openFileReader } from '../../src/main/engine/engine.ts'
import { headgate, headgateError, headgateJson, start } from '../support/headgate.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { ordersCsv } from '../support/workspace.ts'

const folder = useTempFolder()

type Profile = OperationOutput<'files.profile'>

describe('profile', () => {
  it('counts and measures every column over the whole file', async () => {
    const { file, profile, findings, sheet } = await headgateJson<Profile>(['profile', ordersCsv])
    expect(file).toEqual({ path: ordersCsv, bytes: 1_984_596, format: 'csv' })
    expect(sheet).toBeNull()
    expect(profile).toMatchObject({ rows: 20_000, blankRows: 4, columnsLeftOut: 0 })
    const status = profile.columns.find(({ name }) => name === 'status')
    expect(status?.statistics).toMatchObject({ count: 20_000, distinct: { count: 5, exact: true } })
    expect(status?.statistics.topValues.items[0]?.value).toBe('completed')
    expect(profile.columns.find(({ name }) => name === 'amount')?.suggestion.type).toBe('number')
    expect(findings.map(({ kind }) => kind)).toContain('formula-like-text')
  })

  it('says what each conversion would lose, and both readings of dates that have two', async () => {
    const days = ['03/04/2025', '05/04/2025', '25/12/2025', '01/02/2025']
    const rows = Array.from(
      { length: 400 },
      (_, index) => `${String(index).padStart(5, '0')};${days[index % 4]};1.234,50`,
    )
    const path = folder.file('losses.csv', `code;day;price\n${rows.join('\n')}\n`)
    const { profile } = await headgateJson<Profile>(['profile', path])
    const [code, day, price] = profile.columns.map(({ suggestion }) => suggestion)
    expect(code).toMatchObject({ type: 'text', losses: [{ kind: 'leading-zeros', count: 400 }] })
    expect(day?.readings?.[0]).toMatchObject({ count: 400 })
    expect(JSON.stringify(day)).toMatch(/day first fits all 400 values, month first 300/i)
    expect(price?.readings?.[0]?.examples).toContain('1.234,50')
  })

  it('prints a table for people', async () => {
    const { code, stdout } = await headgate(['profile', ordersCsv])
    expect(code).toBe(0)
    expect(stdout).toMatch(/order_date +date +19615 +385/)
  })

  it('finds a footer and says how to pass over it, and does not once told', async () => {
    const path = folder.file('footer.csv', 'id,name,amount\n1,a,5\n2,b,6\n3,c,7\n4,d,8\nTotal,,26\n')
    const found = async (...args: string[]): Promise<string[]> =>
      (await headgateJson<Inspection>(['inspect', path, ...args])).findings.map(({ message }) => message)
    expect((await found()).join()).toContain('--footer-rows 1')
    expect((await found('--full')).join()).toContain('--footer-rows 1')
    expect(await found('--footer-rows', '1')).toEqual([])
  })

  it('is stopped by a signal, and by whoever named the task', async () => {
    const rows = `${'x'.repeat(90)},1\n`.repeat(1_000_000)
    const path = folder.file('long.csv', `a,b\n${rows}`)
    const { child, ended } = start(['profile', path, '--json'])
    const files = openFileReader()
    const stopped = new Promise<boolean>((resolve, reject) => {
      files.on('file:progress', ({ task, totalBytes }) => {
        expect({ task, totalBytes }).toEqual({ task: 'mine', totalBytes: rows.length + 4 })
        files.call('files.stop', { task: 'mine' }).then((answer) => resolve(answer.stopped), reject)
      })
    })
    await expect(files.call('files.profile', { path, task: 'mine' })).rejects.toMatchObject({ code: 'cancelled' })
    expect(await stopped).toBe(true)
    expect(await files.call('files.stop', { task: 'mine' })).toEqual({ stopped: false })
    await files.close()
    child.kill('SIGINT')
    const { code } = await ended
    expect(code).toBe(1)
  })

  it('refuses what has no columns to look at', async () => {
    expect(await headgateError(['profile', folder.path('nowhere.csv')])).toMatchObject({
      code: 'file-not-found',
      exit: 2,
    })
  })
})
