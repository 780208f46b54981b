import { describe, expect, it } from 'vitest'
import { utils, type WorkBook } from 'xlsx'
import type { Finding } from '../../src/contract/reading.ts'
import { inspectFile } from '../../src/main/engine/infer/inspect.ts'
import { defaultLimits } from '../../src/main/engine/lib/limits.ts'
import { openXlsx } from '../../src/main/engine/parse/workbook/xlsx/open-xlsx.ts'
import { headgateJson } from '../support/headgate.ts'
import { makeXlsx } from '../support/make-xlsx.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { writeBook } from './make-archive.ts'
import { readSheets, readWhole } from './read-sheets.ts'

const folder = useTempFolder()

/** Rows 2 and 3 are hidden, and only row 2 has a text; so are columns B to C. */
function book(): WorkBook {
  const sheet = utils.aoa_to_sheet([['a', 'b', 'c', 'd'], [1, 2, 3, 4], [], [5, 6, 7, 8]])
  sheet['!rows'] = [{}, { hidden: true }, { hidden: true }]
  sheet['!cols'] = [{}, { hidden: true }, { hidden: true }]
  sheet['!merges'] = [utils.decode_range('A4:B4'), utils.decode_range('C4:D4')]
  sheet['D2'] = { t: 'n', v: 4, f: 'A2+C2' }
  return utils.book_new(sheet, 'S')
}

const rows = [
  '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1</f><v>1</v></c></row>',
  '<row r="2" hidden="1"><c r="A2"><f>B1</f></c><c r="B2" t="str"><f t="shared" si="0"/><v>x</v></c></row>',
  '<row r="3" hidden="true"><c r="A3" s="1"/></row>',
  '<row r="4" hidden="0"><c r="A4"><v>4</v></c></row>',
].join('')

const columns = '<cols><col min="1" max="1" width="9"/><col min="2" max="4" hidden="1"/></cols>'
const merges = '<mergeCells count="99"><mergeCell ref="A1:A2"/><mergeCell ref="B1:C4"/></mergeCells>'

function sheetOf(content: string, behind = merges): string {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  return `<worksheet xmlns="${main}">${columns}<sheetData>${content}</sheetData>${behind}</worksheet>`
}

function counts(findings: readonly Finding[]): (string | number | null)[][] {
  return findings.map(({ kind, count }) => [kind, count])
}

describe('what is in a sheet besides the values of its cells', () => {
  it('[W26] hidden rows with a text, hidden columns, merged ranges and formulas of an xlsx sheet are told', async () => {
    const path = folder.file('one.xlsx', makeXlsx({ sheet: sheetOf(rows) }))
    const { sheets, findings } = await readSheets(await openXlsx(path, defaultLimits))
    expect(sheets[0]?.text).toBe('1,1\n,x\n\n4')
    expect(findings).toEqual([
      {
        kind: 'hidden-rows',
        severity: 'warning',
        count: 1,
        message: '1 hidden row in the sheet "Sheet1": read like any other.',
      },
      {
        kind: 'hidden-columns',
        severity: 'warning',
        count: 3,
        message: '3 hidden columns in the sheet "Sheet1": read like any other.',
      },
      {
        kind: 'merged-cells',
        severity: 'information',
        count: 2,
        message: '2 merged ranges in the sheet "Sheet1": the value stands in the first cell of each.',
      },
      {
        kind: 'formulas',
        severity: 'information',
        count: 3,
        message: '3 formulas in the sheet "Sheet1": read with the values that they were saved with.',
      },
    ])
  })

  // SheetJS writes no hidden rows into an .xls file, and into it and an .xlsb file no formulas.
  it.each([
    ['biff8', 'xls', ['hidden-columns', 'merged-cells']],
    ['xlsb', 'xlsb', ['hidden-rows', 'hidden-columns', 'merged-cells']],
    ['xlml', 'spreadsheetml', ['hidden-rows', 'hidden-columns', 'merged-cells', 'formulas']],
  ] as const)('[W26] they are told of %s', async (bookType, format, kinds) => {
    const { findings } = await readWhole(folder.file(`book.${format}`, writeBook(book(), bookType)), format)
    const all = { 'hidden-rows': 1, 'hidden-columns': 2, 'merged-cells': 2, formulas: 1 }
    expect(counts(findings)).toEqual(kinds.map((kind) => [kind, all[kind]]))
  })

  it('[W26] a sheet that was not read has none, and one that says nonsense of its columns neither', async () => {
    const odd =
      '<cols><col min="5" max="2" hidden="1"/><col min="x" hidden="1"/><col min="16384" max="99999999999" hidden="1"/></cols>'
    const path = folder.file('odd.xlsx', makeXlsx({ sheet: sheetOf(rows, '').replace(columns, odd) }))
    const workbook = await openXlsx(path, defaultLimits)
    expect(workbook.sheetFindings(0)).toEqual([])
    expect(counts((await readSheets(workbook)).findings)).toEqual([
      ['hidden-rows', 1],
      ['hidden-columns', 1],
      ['formulas', 3],
    ])
  })

  it('[W26] a look at the beginning tells those of the part that was read, reading all of it every one', async () => {
    const total = 40_000
    const many = Array.from({ length: total }, (_, index) => {
      const text = `<c t="inlineStr"><is><t>${'long text '.repeat(4)}${index}</t></is></c>`
      return `<row hidden="1">${text}<c><f>1</f><v>1</v></c></row>`
    })
    const path = folder.file('many.xlsx', makeXlsx({ sheet: sheetOf(many.join('')) }))
    const sampled = (await inspectFile(path, {})).findings
    expect(sampled.map(({ kind }) => kind)).toEqual(['hidden-rows', 'hidden-columns', 'formulas'])
    expect(sampled[0]?.count).toBeGreaterThan(1000)
    expect(sampled[0]?.count).toBeLessThan(total)
    expect(sampled[0]?.message).toContain('hidden rows in the part of the sheet "Sheet1" that was read: ')
    const whole = await headgateJson<{ findings: Finding[] }>(['inspect', path, '--full'])
    expect(counts(whole.findings)).toEqual([
      ['hidden-rows', total],
      ['hidden-columns', 3],
      ['merged-cells', 2],
      ['formulas', total],
    ])
    expect(whole.findings[0]?.message).toBe('40,000 hidden rows in the sheet "Sheet1": read like any other.')
    const { findings } = await headgateJson<{ findings: Finding[] }>(['profile', path])
    expect(counts(findings)).toEqual(counts(whole.findings))
  })
})
