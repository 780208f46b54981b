import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { OperationOutput } from '../../src/contract/operations.ts'
import { headgate, headgateJson } from '../support/headgate.ts'
import { refused } from '../support/refusal.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { importFile } from '../support/workspace.ts'

const folder = useTempFolder()
const schemaFile = (name: string, document: object): string => folder.file(name, JSON.stringify(document))

describe('schema add, versions and diff', () => {
  it('tell in words what a version changes', async () => {
    const at = ['--workspace', folder.path('versions')]
    const one = schemaFile('one.json', { name: 'orders', fields: [{ name: 'id' }] })
    const two = schemaFile('two.json', { name: 'orders', fields: [{ name: 'id', required: true }] })
    expect((await headgate(['schema', 'add', one, ...at])).stdout).toBe('orders version 1\n')
    const sentence = 'stricter  Field "id": required is now true; it was false.\n'
    expect((await headgate(['schema', 'add', two, ...at])).stdout).toBe(`orders version 2\n  ${sentence}`)
    expect((await headgate(['schema', 'diff', 'orders@1', 'orders@2', ...at])).stdout).toBe(`  ${sentence}`)
    expect((await headgate(['schema', 'diff', 'orders@2', 'orders@2', ...at])).stdout).toMatch(/the same/)
    const diff = await headgateJson<OperationOutput<'schemas.compare'>>([
      'schema',
      'diff',
      'orders@2',
      'orders@1',
      ...at,
    ])
    expect(diff).toMatchObject({ from: 2, to: 1, differences: [{ field: 'id', effect: 'looser' }] })
    const versions = await headgateJson<OperationOutput<'schemas.versions'>>(['schema', 'versions', 'orders', ...at])
    expect(versions.map(({ version, fields, imports }) => [version, fields, imports])).toEqual([
      [1, 1, 0],
      [2, 1, 0],
    ])
    expect((await headgate(['schema', 'versions', 'orders', ...at])).stdout).toMatch(
      /^version +stored +fields +imports\n/,
    )
    await refused(['schema', 'diff', 'orders@1', 'others@2', ...at], { code: 'usage', words: ['one schema'] })
  })
})

describe('schema export and add', () => {
  it('write and read other forms, and tell what these cannot say', async () => {
    const at = ['--workspace', folder.path('forms')]
    const file = folder.path('orders.table.json')
    const document = { name: 'orders', fields: [{ name: 'id', type: 'integer', transforms: ['trim'] }] }
    await headgate(['schema', 'add', schemaFile('orders.json', document), ...at])
    const exported = await headgate(['schema', 'export', 'orders@1', '--format', 'table-schema', '-o', file, ...at])
    expect(exported).toMatchObject({ code: 0, stdout: '' })
    expect(exported.stderr).toBe(`Field "id": transforms ["trim"] is left out.\nWritten: ${file}\n`)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ fields: [{ name: 'id', type: 'integer' }] })
    const sql = await headgate(['schema', 'export', 'orders', '--format', 'sql-sqlite', '--quiet', ...at])
    expect(sql).toMatchObject({ code: 0, stderr: '', stdout: 'CREATE TABLE "orders" (\n  "id" INTEGER\n) STRICT;\n' })

    const added = await headgateJson<OperationOutput<'schemas.add'>>(['schema', 'add', file, ...at])
    expect(added).toMatchObject({ version: 2, notes: [], differences: [{ kind: 'transforms-changed' }] })
    const jsonSchema = schemaFile('people.json', {
      type: 'object',
      properties: { name: { type: 'string', multipleOf: 2 } },
    })
    const read = await headgate(['schema', 'add', jsonSchema, ...at])
    expect(read).toMatchObject({ code: 0, stdout: 'people version 1\n' })
    expect(read.stderr).toBe('Field "name": multipleOf 2 is left out.\n')
    await refused(['schema', 'export', 'orders', '--format', 'xml', ...at], { code: 'usage', words: ['"xml"'] })
    await refused(['schema', 'export', 'orders', ...at], { code: 'usage', words: ['--format'] })
  })
})

describe('schema infer', () => {
  it('takes a dataset where there is no file of that name', async () => {
    const workspace = folder.path('infer')
    const rows = Array.from({ length: 30 }, (_, index) => `${index}\n`).join('')
    await importFile(workspace, folder.file('numbers.csv', `n\n${rows}`), 'numbers')
    const document = await headgateJson(['schema', 'infer', 'numbers', '--workspace', workspace])
    expect(document).toMatchObject({
      name: 'numbers',
      fields: [{ name: 'n', type: 'text', suggestion: { type: 'integer' } }],
    })
    await refused(['schema', 'infer', 'nothing', '--workspace', workspace], {
      code: 'dataset-unknown',
      words: ['no file and no dataset "nothing"'],
    })
    await refused(['schema', 'infer', 'nothing.csv'], { code: 'file-not-found', words: ['nothing.csv'] })
  })
})
