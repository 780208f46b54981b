import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Inspection } from '../../src/contract/reading.ts'
import { schemaDocument } from '../../src/contract/schema/schema-document.ts'
import { ORDERS_HEADER } from '../../scripts/orders-file.ts'
import { inProject } from '../../scripts/shared/project.ts'
import { type Ended, headgate, headgateError, headgateJson } from '../support/headgate.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { ordersCsv } from '../support/workspace.ts'

const folder = useTempFolder()

async function cat(path: string, ...options: string[]): Promise<Ended> {
  return headgate(['cat', path, ...options])
}

describe('inspect', () => {
  it('prints exactly the keys that the command line promises', async () => {
    const inspection = await headgateJson<Inspection>(['inspect', ordersCsv])
    expect(Object.keys(inspection)).toEqual([
      ...['file', 'encoding', 'dialect', 'header', 'sheets', 'columns', 'sample', 'sampled', 'sheet', 'findings'],
    ])
    expect(inspection.file).toEqual({ path: ordersCsv, bytes: 1_984_596, format: 'csv' })
    const why = { confidence: expect.any(Number), reason: expect.stringMatching(/\w+ \w+.*\.$/) }
    expect(inspection.encoding).toEqual({ name: 'utf-8', bom: false, ...why })
    expect(inspection.dialect).toEqual({ delimiter: ',', quote: '"', escape: '"', newline: 'crlf', ...why })
    expect(inspection.header).toEqual({ rows: [1], ...why })
    expect(inspection.sheets).toEqual([])
    expect(inspection.columns.map(({ name }) => name).join(',')).toBe(ORDERS_HEADER)
    for (const column of inspection.columns) {
      const promised = ['name', 'type', 'confidence', 'reason', 'examples', 'losses']
      expect(Object.keys(column)).toEqual(expect.arrayContaining(promised))
    }
    const types = Object.fromEntries(inspection.columns.map(({ name, type }) => [name, type]))
    expect(types).toMatchObject({ customer_email: 'email', amount: 'number', order_date: 'date', postcode: 'text' })
    expect(inspection.sample[0]).toHaveLength(9)
    expect(inspection.sampled.rows).toBeGreaterThan(1000)
    expect(inspection.sampled.bytes).toBeLessThan(inspection.file.bytes)
  })

  it('--full reads all of the file', async () => {
    const { sampled } = await headgateJson<Inspection>(['inspect', ordersCsv, '--full'])
    expect(sampled).toEqual({ rows: 20_004, bytes: 1_984_596 })
  })

  it('says what each column would lose as a number', async () => {
    const path = folder.file('zeros.csv', 'zip,long\n00501,12345678901234567\n10001,1\n')
    const { columns } = await headgateJson<Inspection>(['inspect', path])
    expect(columns[0]).toMatchObject({
      type: 'text',
      losses: [{ kind: 'leading-zeros', count: 1, examples: ['00501'] }],
    })
    expect(columns[1]?.losses).toMatchObject([{ kind: 'more-than-15-digits', count: 1 }])
  })

  it('without --json it is a description for people', async () => {
    const { code, stdout, stderr } = await headgate(['inspect', ordersCsv])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/orders\.csv: csv, 1,984,596 bytes\nencoding {3}utf-8/)
    expect(stdout).toContain('customer_email')
  })

  it.each([
    ['semicolon', ';'],
    ['tab', '\t'],
    ['pipe', '|'],
  ])('finds the delimiter %s and takes it as an option', async (name, delimiter) => {
    const path = folder.file(
      `${name}.csv`,
      ['a,b', '1,"x, y"', '2,z'].map((line) => line.replace(',', delimiter)).join('\n'),
    )
    const found = await headgateJson<Inspection>(['inspect', path])
    expect(found.dialect?.delimiter).toBe(delimiter)
    expect((await cat(path)).stdout).toBe('a,b\r\n1,"x, y"\r\n2,z\r\n')
    const told = await headgateJson<Inspection>(['inspect', path, '--delimiter', name])
    expect(told.dialect).toMatchObject({ delimiter, confidence: 1 })
    const wrong = await headgateJson<Inspection>(['inspect', path, '--delimiter', 'comma'])
    expect(wrong.columns.map((column) => column.name)).toEqual([`a${delimiter}b`])
  })
})

describe('cat', () => {
  let text = ''

  beforeAll(() => {
    text = readFileSync(ordersCsv, 'utf8')
  })

  it('prints every record of the sample, blank ones left out, in order', async () => {
    const { code, stdout } = await cat(ordersCsv)
    expect(code).toBe(0)
    const wanted = text.split('\r\n').filter((line) => !/^,*$/.test(line))
    const got = stdout.split('\r\n').filter((line) => line !== '')
    expect(got).toHaveLength(wanted.length)
    // Rows that lack cells get them; nothing else differs.
    for (const [index, line] of wanted.entries()) {
      const padded = got[index] ?? ''
      expect(padded.replace(/,*$/, '')).toBe(line.replace(/,*$/, ''))
      expect(padded.length).toBeGreaterThanOrEqual(line.replace(/,*$/, '').length)
    }
  })

  it('says on standard error what is wrong with a record, and prints it all the same', async () => {
    const path = folder.file('faults.csv', 'a,b\n1\n1,2,3\n1,2,,\n\n,\n4,"x\n')
    const { code, stdout, stderr } = await cat(path)
    expect(code).toBe(0)
    expect(stdout).toBe('a,b\r\n1,\r\n1,2,3\r\n1,2\r\n4,"""x"\r\n')
    const faults = stderr.trimEnd().split('\n')
    expect(faults).toHaveLength(3)
    expect(faults[0]).toMatch(/^row 2, line 2: 1 cells? where 2 are expected$/)
    expect(faults[1]).toMatch(/^row 3, line 3: 3 cells where 2 are expected$/)
    expect(faults[2]).toMatch(/^row 7, line 7: .*quote/)
    expect((await cat(path, '--quiet')).stderr).toBe('')
  })

  it('prints NDJSON objects by unique names', async () => {
    const path = folder.file('names.csv', 'a,,A,__proto__\n1,2,3,4\n5,6,7,8,9\n')
    const { stdout } = await cat(path, '--format', 'ndjson')
    expect(stdout).toBe(
      '{"a":"1","column_2":"2","A_2":"3","__proto__":"4"}\n{"a":"5","column_2":"6","A_2":"7","__proto__":"8","column_5":"9"}\n',
    )
  })

  it('--limit ends after so many records, on every page', async () => {
    const all = (await cat(ordersCsv)).stdout
    for (const limit of [0, 1, 10_000, 10_001]) {
      const { stdout } = await cat(ordersCsv, '--limit', String(limit), '--format', 'ndjson')
      expect(stdout.split('\n')).toHaveLength(limit + 1)
    }
    const { stdout } = await cat(ordersCsv, '--limit', '3')
    expect(stdout).toBe(all.slice(0, stdout.length))
    expect(stdout.split('\r\n')).toHaveLength(5)
  })

  it('reads Windows-1252, guessed and told, and UTF-8 with a byte order mark', async () => {
    const bytes = Buffer.from('name,price\nM\xfcller,5 \x80\n', 'latin1')
    const path = folder.file('cp1252.csv', bytes)
    const wanted = 'name,price\r\nMüller,5 €\r\n'
    expect((await cat(path)).stdout).toBe(wanted)
    expect((await cat(path, '--encoding', 'cp1252')).stdout).toBe(wanted)
    const { stdout, stderr } = await cat(path, '--encoding', 'utf-8')
    expect(stdout).toContain('M\uFFFDller')
    expect(stderr).toContain('row 2, line 2')
    expect((await cat(folder.file('bom.csv', '\uFEFFname\nx\n'))).stdout).toBe('name\r\nx\r\n')
  })

  it('prints a long table without a word on standard error', async () => {
    const path = folder.file('long.csv', `id,name\n${'1,a name that fills the pipe\n'.repeat(250_000)}`)
    const { stdout, stderr } = await cat(path)
    expect({ lines: stdout.split('\n').length, stderr }).toEqual({ lines: 250_002, stderr: '' })
  })

  it('ends quietly with 0 when nobody reads on, as behind `| head`', () => {
    const command = `set -o pipefail; "$0" "$1" cat "$2" | head -n 2`
    const stdout = execFileSync(
      'bash',
      ['-c', command, process.execPath, inProject('bin', 'headgate.mjs'), ordersCsv],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    expect(stdout.split('\r\n').slice(0, 2).join('\r\n')).toBe(text.split('\r\n').slice(0, 2).join('\r\n'))
  })

  it.each([
    ['nowhere.csv', 'file-not-found'],
    ['.', 'file-not-regular'],
  ])('refuses %s', async (name, code) => {
    for (const command of ['cat', 'inspect']) {
      expect(await headgateError([command, folder.path(name)])).toMatchObject({ exit: 2, code })
    }
  })

  it('takes reading options: header row, rows to skip, quote, comment-like preamble', async () => {
    const path = folder.file('preamble.csv', "Report 2025\n\nid;name\n1;'x;y'\n2;z\n")
    const reading = ['--delimiter', ';', '--quote', "'"]
    expect((await cat(path, ...reading, '--header-row', '3')).stdout).toBe('id,name\r\n1,x;y\r\n2,z\r\n')
    expect((await cat(path, ...reading, '--skip-rows', '2')).stdout).toBe('id,name\r\n1,x;y\r\n2,z\r\n')
    expect((await cat(path, ...reading, '--skip-rows', '3', '--header-row', 'none')).stdout).toBe('1,x;y\r\n2,z\r\n')
  })
})

describe('schema infer', () => {
  it('makes every field a text that suggests its type, and a schema that can be added', async () => {
    const out = folder.path('inferred.json')
    const document = await headgateJson<Record<string, unknown>>(['schema', 'infer', ordersCsv, '-o', out, '--quiet'])
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(document)
    const { name, fields } = schemaDocument.parse(document)
    expect(name).toBe('orders')
    expect(fields.every(({ type, required }) => type === 'text' && !required)).toBe(true)
    expect(fields.find((field) => field.name === 'amount')?.suggestion).toMatchObject({ type: 'number' })
    const workspace = folder.path('inferred')
    const added = await headgateJson(['schema', 'add', out, '--workspace', workspace])
    expect(added).toEqual({ name: 'orders', version: 1, created: true, differences: [], notes: [] })
    const again = await headgateJson(['schema', 'add', out, '--workspace', workspace])
    expect(again).toEqual({ name: 'orders', version: 1, created: false, differences: [], notes: [] })
    expect(await headgateJson(['schema', 'list', '--workspace', workspace])).toEqual([
      { name: 'orders', version: 1, fields: 9 },
    ])
    expect(await headgateJson(['schema', 'show', 'ORDERS@1', '--workspace', workspace])).toEqual(document)
  })
})

describe('commands that look at files', () => {
  it.each([['inspect'], ['cat'], ['schema infer']])('%s makes no workspace', async (command) => {
    const home = folder.path('home')
    const env = { HOME: home, XDG_CONFIG_HOME: home, HEADGATE_WORKSPACE: folder.path('from-environment') }
    const { code } = await headgate([...command.split(' '), folder.file('x.csv', 'a\n1\n')], { env })
    expect(code).toBe(0)
    expect([existsSync(home), existsSync(env.HEADGATE_WORKSPACE)]).toEqual([false, false])
  })

  it('the workspace is that of the environment, else one in the folder for application data', async () => {
    const home = folder.path('a-home')
    const file = folder.file('x.csv', 'a\n1\n')
    await headgateJson(['import', file, '--into', 'd'], { env: { XDG_CONFIG_HOME: home } })
    expect(existsSync(folder.path('a-home', 'Headgate', 'workspace', 'workspace.sqlite'))).toBe(true)
    await headgateJson(['import', file, '--into', 'd'], {
      env: { XDG_CONFIG_HOME: home, HEADGATE_WORKSPACE: folder.path('env-ws') },
    })
    expect(existsSync(folder.path('env-ws', 'workspace.sqlite'))).toBe(true)
  })
})

describe('help and version', () => {
  it('each command explains itself, and the whole lists all of them', async () => {
    const { stdout, code } = await headgate(['--help'])
    expect(code).toBe(0)
    const named = [...stdout.matchAll(/^ {2}([a-z]+(?: [a-z]+)?) {2,}/gm)].map(([, name]) => name ?? '')
    expect(named).toEqual(expect.arrayContaining(['inspect', 'cat', 'import', 'imports resume', 'query', 'health']))
    const help = await headgate(['import', '--help'])
    expect(help).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('--max-reject-rate') })
    const { version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as { version: string }
    expect((await headgate(['--version'])).stdout).toBe(`${version}\n`)
  })
})
