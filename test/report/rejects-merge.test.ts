import { readFileSync } from 'node:fs'
import { assert, asyncProperty, constantFrom, integer, record, uniqueArray } from 'fast-check'
import iconv from 'iconv-lite'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { utils, write } from 'xlsx'
import type { MergePreview } from '../../src/contract/rejects.ts'
import { importWith, useEngine } from '../support/engine.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { makeBook } from '../workbook/make-archive.ts'

const folder = useTempFolder()
const engine = useEngine(() => ({ workspace: folder.path('ws') }))

const schemaDocument = {
  name: 'people',
  fields: [{ name: 'id', required: true }, { name: 'amount', type: 'integer' }, { name: 'when' }, { name: 'note' }],
}
const header = 'id,amount,when,note\n'

let made = 0

/** Imports rows of which `amount` fails, and gives the import's id with the CSV that it was written to, read by PapaParse. */
async function exportedRows(
  lines: string,
  options: { again?: boolean } = {},
): Promise<{ importId: number; rows: string[][] }> {
  const path = folder.file(`${++made}.csv`, header + lines)
  const reading = { headerRow: 1, delimiter: ',', quote: '"', encoding: 'UTF-8' }
  const imported = await importWith(engine(), { path, dataset: `d${made}`, schemaDocument, reading, ...options })
  expect(imported).toMatchObject({ state: 'completed', error: null })
  const { importId } = imported
  const file = folder.path(`${made}-out.csv`)
  await engine().call('rejects.export', { importId, file, format: 'csv' })
  const text = readFileSync(file, 'utf8').slice(1)
  return { importId, rows: Papa.parse<string[]>(text, { delimiter: ',', skipEmptyLines: true }).data }
}

/** Saves rows as a spreadsheet might, and asks what merging them would take. */
function merged(rows: readonly (readonly string[])[], form: Form = 'comma'): Promise<MergePreview> {
  const file = folder.file(`${++made}-in.${form === 'xlsx' ? 'xlsx' : 'csv'}`, saved(rows, form))
  return engine().call('rejects.preview', { file })
}

type Form = 'comma' | 'semicolon' | 'tab-utf16' | 'xlsx'

function saved(rows: readonly (readonly string[])[], form: Form): Uint8Array {
  const all = rows as string[][]
  switch (form) {
    case 'comma':
      return Buffer.from(`\ufeff${Papa.unparse(all, { newline: '\r\n' })}`)
    case 'semicolon':
      return iconv.encode(Papa.unparse(all, { delimiter: ';', newline: '\r\n' }), 'win1252')
    case 'tab-utf16':
      return iconv.encode(Papa.unparse(all, { delimiter: '\t', newline: '\r\n' }), 'utf16le', { addBOM: true })
    case 'xlsx':
      return makeBook(all, 'xlsx')
  }
}

/** Another text in a cell; columns count from the key, which is 0. */
function changed(rows: readonly string[][], row: number, column: number, text: string): string[][] {
  return rows.map((cells, index) => cells.map((cell, at) => (index === row && at === column ? text : cell)))
}

const kinds = ({ problems }: MergePreview): string[] => problems.map(({ kind }) => kind)

describe('a rejects file that comes back', () => {
  it('[M10] as it went out changes nothing, with everything that a cell can hold', async () => {
    const { importId, rows } = await exportedRows('007,x,2025-03-04,"=1+1"\n8,y,,"two\nlines ""q"""\n9,=z,\'=q,\t\n')
    const preview = await merged(rows)
    expect(preview).toEqual({
      importId,
      rows: { edited: 0, unchanged: 3 },
      edits: [],
      undone: [],
      undoneCells: 0,
      problems: [],
    })
  })

  it('[M10] as the workbook that it went out as changes nothing', async () => {
    const { importId } = await exportedRows('007,x,2025-03-04,"=1+1"\n8,y,,"two\r\nlines"\n9,z,_x0041_,\' quoted \n')
    const file = folder.path('as-written.xlsx')
    await engine().call('rejects.export', { importId, file, format: 'xlsx' })
    const preview = await engine().call('rejects.preview', { file })
    expect(preview).toMatchObject({ importId, rows: { edited: 0, unchanged: 3 }, undone: [], problems: [] })
  })

  it('[M12] gives a failed cell what stands there, and tells where a spreadsheet could have made it', async () => {
    const { rows } = await exportedRows('1,x,a,\n2,1.50,b,\n')
    const preview = await merged(changed(changed(rows, 1, 3, '12'), 2, 3, '1.5'))
    expect(preview.edits).toEqual([
      { rowNumber: 2, cells: { 1: '12' } },
      { rowNumber: 3, cells: { 1: '1.5' } },
    ])
    expect(preview.problems).toMatchObject([{ kind: 'excel-like', rowNumber: 3, fileRow: 3, column: 'amount' }])
  })

  it('[M13] undoes what a spreadsheet did to other cells, and lists it', async () => {
    const { rows } = await exportedRows('00123,x,2025-03-04,Zoë\n')
    const preview = await merged([rows[0] as string[], [rows[1]?.[0] ?? '', '', '123', '5', '45720', 'Zo?']])
    expect(preview.edits).toEqual([{ rowNumber: 2, cells: { 1: '5' } }])
    expect(preview.undone).toEqual([
      { rowNumber: 2, column: 'id', theirs: '123', kept: '00123', damage: 'number' },
      { rowNumber: 2, column: 'when', theirs: '45720', kept: '2025-03-04', damage: 'date' },
      { rowNumber: 2, column: 'note', theirs: 'Zo?', kept: 'Zoë', damage: 'encoding' },
    ])
    expect(preview.undoneCells).toBe(3)
  })

  it('[M14] takes other changes as well, also a cell that was emptied', async () => {
    const { rows } = await exportedRows('1,x,monday,note\n')
    const preview = await merged(changed(changed(rows, 1, 4, 'tuesday'), 1, 5, ''))
    expect(preview.edits).toEqual([{ rowNumber: 2, cells: { 2: 'tuesday', 3: '' } }])
  })

  it('[M11] undoes in failed cells what no person writes', async () => {
    const { rows } = await exportedRows('1,=x,a,\n')
    expect(rows[1]?.[3]).toBe("'=x")
    expect(await merged(changed(rows, 1, 3, "''=x"))).toMatchObject({ edits: [], undone: [{ damage: 'guard' }] })
    expect(await merged(changed(rows, 1, 3, '=x'))).toMatchObject({ edits: [], undone: [] })
    expect(await merged(changed(rows, 1, 3, '#####'))).toMatchObject({ edits: [], undone: [{ damage: 'not-shown' }] })
  })

  it.each<Form>(['comma', 'semicolon', 'tab-utf16', 'xlsx'])('is read when it was saved as %s', async (form) => {
    const { rows } = await exportedRows('007,x,"a;b, c",Zoë\n8,y,"tab\there",\n')
    const preview = await merged(changed(rows, 2, 3, '8'), form)
    expect(preview).toMatchObject({ rows: { edited: 1, unchanged: 1 }, undone: [], problems: [] })
    expect(preview.edits).toEqual([{ rowNumber: 3, cells: { 1: '8' } }])
  })

  it('is read from every sheet that has a column of keys', async () => {
    const { rows } = await exportedRows('1,x,,\n2,y,,\n')
    const [head, first, second] = changed(changed(rows, 1, 3, '1'), 2, 3, '2') as [string[], string[], string[]]
    const book = utils.book_new()
    utils.book_append_sheet(book, utils.aoa_to_sheet([head, first]), 'one')
    utils.book_append_sheet(book, utils.aoa_to_sheet([['some', 'other']]), 'notes')
    utils.book_append_sheet(book, utils.aoa_to_sheet([head, second]), 'two')
    const file = folder.file(
      'sheets.xlsx',
      Buffer.from(write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array),
    )
    expect(await engine().call('rejects.preview', { file })).toMatchObject({ rows: { edited: 2 }, problems: [] })
  })
})

describe('rows that do not fit', () => {
  it('[M1] no key column, or no key at all, refuses the file', async () => {
    await expect(
      merged([
        ['a', 'b'],
        ['1', '2'],
      ]),
    ).rejects.toMatchObject({ code: 'rejects-mismatch' })
    await expect(
      merged([
        ['_headgate_row', 'id'],
        ['', '2'],
      ]),
    ).rejects.toMatchObject({ code: 'rejects-mismatch' })
  })

  it('[M2] a key of another import, or of another workspace, refuses the file', async () => {
    const [one, two] = [await exportedRows('1,x,,\n'), await exportedRows('2,x,,\n')]
    await expect(merged([...one.rows, two.rows[1] as string[]])).rejects.toMatchObject({ code: 'rejects-mismatch' })
    const [foreign] = (one.rows[1]?.[0] ?? '').split(/-[a-z]+$/)
    await expect(merged(changed(one.rows, 1, 0, `${foreign}-bcdfbcd`))).rejects.toMatchObject({
      code: 'rejects-mismatch',
    })
    await expect(merged(changed(one.rows, 1, 0, '99999-2-bcdfbcd'))).rejects.toMatchObject({ code: 'rejects-mismatch' })
  })

  it('[M3] a row without a key, or with something else there, is told and not taken', async () => {
    const { rows } = await exportedRows('1,x,,\n')
    const more = [
      ...changed(rows, 1, 3, '1'),
      ['', '', '5', '5', '', ''],
      ['total', '', '1', '', '', ''],
      ['', '', '', '', '', ''],
    ]
    const preview = await merged(more)
    expect(preview.rows).toEqual({ edited: 1, unchanged: 0 })
    expect(preview.problems).toMatchObject([
      { kind: 'row-added', fileRow: 3, rowNumber: null },
      { kind: 'row-added', fileRow: 4, rowNumber: null },
    ])
  })

  it('[M4] a key that stands there twice, or more often, is taken from no row', async () => {
    const { rows } = await exportedRows('1,x,,\n2,y,,\n')
    const edited = changed(changed(rows, 1, 3, '1'), 2, 3, '2')
    const copy = edited[1] as string[]
    const preview = await merged([...edited, copy, copy])
    expect(preview.edits).toEqual([{ rowNumber: 3, cells: { 1: '2' } }])
    expect(preview.problems).toMatchObject([
      { kind: 'key-twice', rowNumber: 2, fileRow: 4 },
      { kind: 'key-twice', rowNumber: 2, fileRow: 5 },
    ])
    expect(preview.rows).toEqual({ edited: 1, unchanged: 0 })
  })

  it('[M5] a row that is not rejected is told and not taken', async () => {
    const { rows } = await exportedRows('1,x,,\n2,5,,\n')
    const key = (rows[1]?.[0] ?? '').replace('-2-', '-3-')
    const preview = await merged([...rows, [key, '', 'other', '5', '', '']])
    expect(preview.problems).toMatchObject([{ kind: 'row-not-rejected', rowNumber: 3, fileRow: 3 }])
    expect(preview.rows).toEqual({ edited: 0, unchanged: 1 })
  })

  it('[M6] a row of which the cells are others by now is not taken', async () => {
    const { rows } = await exportedRows('1,x,,\n2,y,,\n')
    const key = (rows[1]?.[0] ?? '').replace(/...$/, 'bbb')
    const preview = await merged(changed(changed(rows, 1, 0, key), 1, 3, '9'))
    expect(preview).toMatchObject({ edits: [], problems: [{ kind: 'row-changed', rowNumber: 2 }] })
    const same = await merged(changed(rows, 1, 0, key))
    expect(same).toMatchObject({ problems: [], rows: { edited: 0, unchanged: 2 } })
  })

  it('[M7] rows that were left out stay, and are counted', async () => {
    const { rows } = await exportedRows('1,x,,\n2,y,,\n3,z,,\n')
    const preview = await merged([rows[0] as string[], rows[2] as string[]])
    expect(preview.problems).toMatchObject([{ kind: 'rows-missing', rowNumber: null }])
    expect(preview.problems[0]?.message).toMatch(/^2 rejected rows/)
  })

  it('[E2] a key is known in capitals and with spaces around it', async () => {
    const { rows } = await exportedRows('1,x,,\n')
    const preview = await merged(changed(changed(rows, 1, 0, ` ${rows[1]?.[0]?.toUpperCase()} `), 1, 3, '4'))
    expect(preview.rows).toEqual({ edited: 1, unchanged: 0 })
  })
})

describe('columns that moved', () => {
  it('[M8] are found in any order, and without the reasons', async () => {
    const { rows } = await exportedRows('1,x,a,b\n2,y,c,d\n')
    const turned = changed(rows, 1, 3, '7').map(([key, , ...cells]) => [...cells.toReversed(), key ?? ''])
    expect(await merged(turned)).toMatchObject({ edits: [{ rowNumber: 2, cells: { 1: '7' } }], problems: [] })
  })

  it('[M8] that were renamed or removed keep their cells, and are told', async () => {
    const { rows } = await exportedRows('1,x,a,b\n')
    const renamed = changed(changed(rows, 0, 4, 'day'), 1, 4, 'other')
    const preview = await merged(renamed)
    expect(preview.edits).toEqual([])
    expect(kinds(preview)).toEqual(['column-missing', 'column-unknown'])
    expect(kinds(await merged(rows.map((cells) => cells.slice(0, 5))))).toEqual(['column-missing'])
  })

  it('[M8] of one name are known by their order, and not at all where there are more or fewer of them', async () => {
    const path = folder.file('same-names.csv', 'id,amount,amount,a,b\n1,x,5,,\n')
    const { importId } = await importWith(engine(), {
      path,
      dataset: 'same',
      schemaDocument: { name: 'same', fields: [{ name: 'id' }, { name: 'amount', type: 'integer' }] },
    })
    const file = folder.path('same-out.csv')
    await engine().call('rejects.export', { importId, file, format: 'csv' })
    const rows = Papa.parse<string[]>(readFileSync(file, 'utf8').slice(1), { skipEmptyLines: true }).data
    expect((await merged(changed(rows, 1, 4, '6'))).edits).toEqual([{ rowNumber: 2, cells: { 2: '6' } }])
    expect(kinds(await merged(rows.map((cells) => [...cells, cells[4] ?? ''])))).toEqual(['column-ambiguous'])
  })

  it('[M9] fewer than half of them refuse the file', async () => {
    const { rows } = await exportedRows('1,x,a,b\n')
    await expect(merged(rows.map((cells) => cells.slice(0, 3)))).rejects.toMatchObject({ code: 'rejects-mismatch' })
  })
})

/** Cells, each with what Excel makes of it when it opens and saves the file, and with what a person could write instead. */
const cells = [
  { text: '00123', damaged: '123' },
  { text: '4006381333931', damaged: '4.00638E+12' },
  { text: '12345678901234567890', damaged: '12345678901234500000' },
  { text: '2025-03-04', damaged: '04.03.2025' },
  { text: '3/4/2025', damaged: '2025-03-04' },
  { text: '1-2', damaged: '02. Jan' },
  { text: 'true', damaged: 'TRUE' },
  { text: '  padded ', damaged: 'padded' },
  { text: '12.50', damaged: '12,5' },
  { text: 'Zoë', damaged: 'Zo?' },
  { text: '=1+1', damaged: '2' },
  { text: '@x', damaged: '#NAME?' },
  { text: 'plain', damaged: 'plain' },
  { text: '', damaged: '' },
] as const

describe('merging after a spreadsheet', () => {
  it('[M12] [M13] gives exactly the edits that were meant', async () => {
    const row = record({
      id: constantFrom(...cells.filter(({ text }) => text !== '')),
      when: constantFrom(...cells),
      note: constantFrom(...cells),
      wrong: constantFrom('x', '1,5', '=7', '00x', 'twelve'),
      right: constantFrom(null, '12', '007', '-3', 'still wrong'),
      place: integer({ min: 0, max: 1e6 }),
    })
    const property = asyncProperty(
      uniqueArray(row, { selector: ({ place }) => place, minLength: 1, maxLength: 12 }),
      constantFrom<Form>('comma', 'semicolon', 'tab-utf16', 'xlsx'),
      async (wanted, form) => {
        const lines = wanted.map(({ id, when, note, wrong }) => [id.text, wrong, when.text, note.text])
        const { rows } = await exportedRows(`${Papa.unparse(lines)}\n`, { again: true })
        const damaged = wanted.map(({ id, when, note, right, place }, index) => {
          const [key = '', , , kept = ''] = rows[index + 1] as string[]
          return { place, cells: [key, '', id.damaged, right ?? kept, when.damaged, note.damaged] }
        })
        // Sorted by whatever a person sorts by.
        const sorted = damaged.toSorted((a, b) => a.place - b.place).map((line) => line.cells)
        const preview = await merged([rows[0] as string[], ...sorted], form)
        const edits = wanted.flatMap(({ right }, index) =>
          right === null ? [] : [{ rowNumber: index + 2, cells: { 1: right } }],
        )
        expect(preview.edits.toSorted((a, b) => a.rowNumber - b.rowNumber)).toEqual(edits)
        const changes = wanted.flatMap(({ id, when, note }) => [id, when, note])
        const isMade = ({ text, damaged: after }: { text: string; damaged: string }): boolean => text !== after
        expect(preview.undoneCells).toBe(changes.filter(isMade).length)
        expect(kinds(preview).filter((kind) => kind !== 'excel-like')).toEqual([])
      },
    )
    await assert(property, { numRuns: 8 })
  })
})
