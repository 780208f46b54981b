import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { inProject } from '../../scripts/shared/project.ts'
import { AppError, csvRecord } from '../../src/main/engine/engine.ts'
import { readChunks } from '../fuzz/read-ways.ts'
import { allIssues, importWith, useEngine } from '../support/engine.ts'
import { headgate, headgateJson } from '../support/headgate.ts'
import { makeXlsx } from '../support/make-xlsx.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { importFile } from '../support/workspace.ts'

const folder = useTempFolder()
const texts = inProject('test', 'corpus', 'text')

const shared = '<si><t>id</t></si><si><t xml:space="preserve"> na, "me" </t></si><si><t>a_x000D_b\nc</t></si>'
const text = (index: number): string => `<c t="s"><v>${index}</v></c>`
const workbooks: Readonly<Record<string, Buffer>> = {
  'values.xlsx': makeXlsx({
    strings: shared,
    formats: ['General', 'yyyy\\-mm\\-dd', '0.00%'],
    rows: [
      `<row>${text(0)}${text(1)}<c t="inlineStr"><is><t>day</t></is></c></row>`,
      `<row><c><v>1</v></c>${text(2)}<c s="1"><v>45351</v></c></row>`,
      `<row><c><v>12345678901234567</v></c>${text(1)}<c s="2"><v>0.125</v></c></row>`,
      '<row><c t="b"><v>1</v></c><c t="str"><f>A1</f><v>x</v></c></row>',
    ].join(''),
  }),
  'sparse.xlsx': makeXlsx({
    strings: shared,
    rows: `<row r="3">${text(0)}${text(1)}</row><row r="5"><c r="B5"><v>0.1</v></c></row><row r="9"><c r="A9"><v>7</v></c></row>`,
  }),
}

const goldens = readdirSync(texts).filter((name) => name.endsWith('.csv'))
const engine = useEngine(() => ({ workspace: folder.path('workspace') }))

/** Imports a file without a schema and exports its raw text; null where it is refused for want of rows. */
async function exported(name: string, path: string): Promise<{ raw: string; rejected: Set<number> } | null> {
  const dataset = basename(name)
  const importing = importWith(engine(), { path, dataset })
  const record = await importing.catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'file-empty') return null
    throw error
  })
  if (record === null) return null
  expect(record, record.error?.message).toMatchObject({ state: 'completed', error: null })
  const file = folder.path(`${name}.raw.csv`)
  await engine().call('datasets.export', { dataset, file, raw: true })
  const issues = await allIssues(engine(), record.importId)
  const rejected = new Set(issues.filter(({ severity }) => severity === 'error').map(({ rowNumber }) => rowNumber!))
  expect(rejected.size).toBe(record.rows.rejected)
  return { raw: readFileSync(file, 'utf8'), rejected }
}

/** Records of a printed table, each as it is printed. */
function printedRecords(csv: string): string[] {
  return Papa.parse<string[]>(csv, { newline: '\r\n' }).data.slice(0, -1).map(csvRecord)
}

async function expectRoundTrip(name: string, path: string): Promise<void> {
  const [cat, result] = await Promise.all([headgate(['cat', path]), exported(name, path)])
  expect(cat.code).toBe(0)
  // A file without rows makes no import; then all that there is to print is its header.
  if (result === null) return expect(printedRecords(cat.stdout)).toHaveLength(1)
  if (result.rejected.size === 0) return expect(result.raw).toBe(cat.stdout)
  const { rows } = await readChunks(path, {}, undefined, Number.POSITIVE_INFINITY)
  const printed = printedRecords(cat.stdout)
  const header = printed.slice(0, printed.length - rows.length)
  const accepted = printed.slice(header.length).filter((_, index) => !result.rejected.has(rows[index]!.rowNumber))
  expect(result.raw).toBe([...header, ...accepted].join(''))
}

describe('import without a schema, then export --raw, is byte for byte what cat prints of the accepted rows', () => {
  it.each(goldens)('%s', (name) => expectRoundTrip(name, join(texts, name)))

  it.each(Object.keys(workbooks))('%s', (name) => expectRoundTrip(name, folder.file(name, workbooks[name]!)))

  it('also by the command line alone', async () => {
    const path = join(texts, 'quotes-multiline.csv')
    const workspace = folder.path('by-command')
    await importFile(workspace, path, 'd')
    const file = folder.path('by-command.csv')
    await headgateJson(['export', 'd', '-o', file, '--raw', '--workspace', workspace])
    expect(readFileSync(file, 'utf8')).toBe((await headgate(['cat', path])).stdout)
  })
})
