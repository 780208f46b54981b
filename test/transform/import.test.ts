import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { TransformStep } from '../../src/contract/schema/transform-step.ts'
import { importWith, rowsOf, useEngine } from '../support/engine.ts'
import { headgate } from '../support/headgate.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { importFile, sqliteRows } from '../support/workspace.ts'

const folder = useTempFolder()
const engine = useEngine(() => ({ workspace: folder.path('workspace') }))

const field = (name: string, ...transforms: TransformStep[]): object => ({ name, transforms })
const schemaDocument = {
  name: 'people',
  locale: 'tr',
  fields: [
    field('id', { step: 'pad', length: 4, with: '0', side: 'start' }),
    field('name', 'trim', 'title-case', 'plain-quotes'),
    field('sex', { step: 'map', values: { m: 'male', f: 'female' }, ignoreCase: true, otherwise: 'empty' }),
    field('phone', { step: 'phone', region: 'DE' }),
    field('note', { step: 'html', keep: 'nothing' }, { step: 'null-words', words: ['none'] }),
    field('tags', { step: 'join', separator: ';', with: ', ' }),
    field('iban', { step: 'replace', find: '\\s', with: '', pattern: true }, { step: 'mask', keepEnd: 4 }),
  ],
}
const header = 'id,name,sex,phone,note,tags,iban'
const raw = [
  '7,  IŞIK “izmir” ,M,030 901820,<p>a &amp; b</p>,x ;y,DE89 3704 0044',
  '0008,Anna,f,+4930901820,none,"x, y",',
  '123456,ANNA,?,12,,z,1234',
]
const clean = [
  ['0007', 'Işık "İzmir"', 'male', '+4930901820', 'a & b', 'x, y', '********0044'],
  ['0008', 'Anna', 'female', '+4930901820', null, 'x, y', null],
  ['123456', 'Anna', null, '12', null, 'z', '****'],
]

it('[X5] an import stores the clean text with the raw one beside it, and counts what each step changed', async () => {
  const path = folder.file('people.csv', `${header}\n${raw.join('\n')}\n`)
  const { importId, rows } = await importWith(engine(), { path, dataset: 'people', schemaDocument })
  expect(rows).toMatchObject({ accepted: 3, rejected: 0 })
  expect(await rowsOf(engine(), 'SELECT * FROM people ORDER BY id')).toEqual(clean)
  expect(sqliteRows(folder.path('workspace'), 'SELECT * FROM people ORDER BY id')).toEqual(clean)

  const { fields } = await engine().call('imports.statistics', { importId })
  const told = fields.map(({ field: name, changed, changedBy }) => [
    name,
    changed,
    changedBy.map(({ words, count }) => `${count} values ${words}`),
  ])
  expect(told).toEqual([
    ['id', 1, ['1 values filled with "0" at the start to 4 characters']],
    ['name', 2, ['1 values trimmed', '2 values made title case', '1 values given plain quotes']],
    ['sex', 3, ['3 values exchanged by a list of 2, all others emptied']],
    ['phone', 1, ['1 values written as international numbers of DE']],
    ['note', 2, ['1 values freed of HTML', '1 values emptied where they say "none"']],
    ['tags', 1, ['1 values joined with ", " where ";" was']],
    ['iban', 2, ['1 values freed of what fits \\s', '2 values masked but for the last 4']],
  ])

  const files = { clean: folder.path('clean.csv'), raw: folder.path('raw.csv') }
  await engine().call('datasets.export', { dataset: 'people', file: files.raw, raw: true })
  expect((await engine().call('files.records', { path: files.raw })).records).toEqual(
    (await engine().call('files.records', { path })).records,
  )
  await engine().call('datasets.export', { dataset: 'people', file: files.clean, raw: false })
  expect((await engine().call('files.records', { path: files.clean })).records).toEqual(
    clean.map((row) => row.map((text) => text ?? '')),
  )
})

it('the command line exports the clean texts, and with --raw those of the file', async () => {
  const path = folder.file('smoke.csv', `${header}\n${raw.join('\n')}\n`)
  const schema = folder.path('people.json')
  writeFileSync(schema, JSON.stringify(schemaDocument))
  const workspace = folder.path('cli')
  await importFile(workspace, path, 'people', '--schema', schema)
  const exported = async (name: string, ...options: string[]): Promise<string> => {
    const out = folder.path(name)
    const { code, stderr } = await headgate(['export', 'people', '-o', out, '--workspace', workspace, ...options])
    expect(code, stderr).toBe(0)
    return readFileSync(out, 'utf8').replaceAll('\r\n', '\n')
  }
  expect(await exported('cli-raw.csv', '--raw')).toBe(`${header}\n${raw.join('\n')}\n`)
  const [, first] = (await exported('cli-clean.csv')).split('\n')
  expect(first).toBe('0007,"Işık ""İzmir""",male,+4930901820,a & b,"x, y",********0044')
})
