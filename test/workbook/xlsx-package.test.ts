import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultLimits } from '../../src/main/engine/lib/limits.ts'
import type { Workbook } from '../../src/main/engine/parse/workbook/workbook.ts'
import { openXlsx } from '../../src/main/engine/parse/workbook/xlsx/open-xlsx.ts'
import { makeXlsx, relationships, sheetXml, type XlsxParts } from '../support/make-xlsx.ts'
import { makeZip } from '../support/make-zip.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { readSheetOf, readXlsx, refusalOf } from './xlsx-reading.ts'

const temp = useTempFolder()
const one = '<row><c><v>1</v></c></row>'
let made = 0

async function opened<T>(content: XlsxParts, look: (workbook: Workbook) => T | Promise<T>): Promise<T> {
  const workbook = await openXlsx(temp.file(`open-${made++}.xlsx`, makeXlsx(content)), defaultLimits)
  try {
    return await look(workbook)
  } finally {
    await workbook.close()
  }
}

describe('the parts of an xlsx workbook', () => {
  it('[W26] sheets are listed in their order, hidden ones marked and told', async () => {
    const sheets =
      '<sheet name="a &lt;b&gt; &amp; c" sheetId="9" r:id="rId1"/><sheet name="old" sheetId="2" state="hidden" r:id="rId8"/><sheet name="_x0041_" sheetId="3" state="veryHidden" r:id="rId1"/>'
    const related = [{ id: 'rId8', type: 'worksheet', target: '/xl/worksheets/other.xml' }]
    const parts = [{ name: 'xl/worksheets/other.xml', content: sheetXml('<row><c><v>2</v></c></row>') }]
    await opened({ sheets, related, parts, rows: one }, async (workbook) => {
      expect(workbook.sheets).toEqual([
        { name: 'a <b> & c', hidden: false, rows: null },
        { name: 'old', hidden: true, rows: null },
        { name: 'A', hidden: true, rows: null },
      ])
      expect(workbook.findings).toEqual([
        {
          kind: 'hidden-sheet',
          severity: 'information',
          count: 2,
          message: expect.stringContaining('"old", "A" (very hidden)'),
        },
      ])
      expect((await readSheetOf(workbook, { sheetIndex: 1 })).csv).toBe('2\n')
      expect((await readSheetOf(workbook, { sheetIndex: 2 })).csv).toBe('1\n')
    })
  })

  it('[W26] macros, links and embedded objects are told', async () => {
    const related = [
      { id: 'rId7', type: 'vbaProject', target: 'vbaProject.bin' },
      { id: 'rId8', type: 'externalLink', target: 'externalLinks/externalLink1.xml' },
    ]
    const parts = [
      'vbaProject.bin',
      'externalLinks/externalLink1.xml',
      'embeddings/oleObject1.bin',
      'activeX/activeX1.bin',
    ].map((name) => ({ name: `xl/${name}`, content: 'not read' }))
    const kinds = await opened({ rows: one, related, parts }, ({ findings }) =>
      findings.map(({ kind, severity, count }) => [kind, severity, count]),
    )
    expect(kinds).toEqual([
      ['macros', 'warning', 1],
      ['external-links', 'warning', 1],
      ['embedded-objects', 'warning', 2],
    ])
  })

  it('[W21] prefixes, strict namespaces, unusual names and cases change nothing', async () => {
    const strict = 'http://purl.oclc.org/ooxml'
    const rels = (type: string, target: string): string =>
      `<r:Relationships xmlns:r="x"><r:Relationship Target="${target}" Type='${strict}/officeDocument/relationships/${type}' Id="one"/></r:Relationships>`
    const bytes = makeZip([
      { name: '_RELS/.rels', content: rels('officeDocument', 'Book/Main.xml') },
      {
        name: 'book/main.XML',
        content: `<x:workbook xmlns:x="${strict}/spreadsheetml/main"><x:sheets><x:sheet q:id="one" name='S'></x:sheet></x:sheets></x:workbook>`,
      },
      { name: 'Book/_rels/main.xml.RELS', content: rels('worksheet', '../Tables/The%20sheet.xml') },
      {
        name: 'tables/the sheet.xml',
        content: `<x:worksheet xmlns:x="y"><x:sheetData><x:row><x:c t = 'inlineStr' ><x:is><x:t>a</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`,
        stored: true,
      },
    ])
    expect((await readXlsx(temp, bytes)).csv).toBe('a\n')
  })

  it('[W21] a sheet in UTF-16', async () => {
    const sheet = Buffer.from(`\ufeff${sheetXml('<row><c t="str"><v>ü 名</v></c></row>')}`, 'utf16le')
    expect((await readXlsx(temp, { sheet })).csv).toBe('ü 名\n')
  })

  it('[W22] what stands between cells changes nothing', async () => {
    const rows =
      '<!-- <row/> --><row r="1"><?x?><c r="A1" t="str"><v>a<![CDATA[<b>&]]>c<!-- d --></v><extLst><c><v>9</v></c></extLst></c>\n<other><c><v>8</v></c></other><c t="n"><v>1</v></c></row>'
    expect((await readXlsx(temp, { rows })).csv).toBe('a<b>&c,1\n')
  })

  it('[W25] a workbook without parts for texts and styles is read', async () => {
    const bytes = makeZip([
      { name: 'xl/workbook.xml', content: '<workbook><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>' },
      {
        name: 'xl/_rels/workbook.xml.rels',
        content: relationships([{ id: 'rId1', type: 'worksheet', target: 'a.xml' }]),
      },
      { name: 'xl/a.xml', content: sheetXml('<row><c s="3"><v>45351</v></c><c t="s"><v>0</v></c></row>') },
    ])
    const { csv, faults } = await readXlsx(temp, bytes)
    expect([csv, faults.map(({ code }) => code)]).toEqual(['45351,0\n', ['cell-unreadable']])
  })

  it('[W25] charts, dialogs and macro sheets are not listed; macro sheets are macros', async () => {
    const types = ['chartsheet', 'dialogsheet', 'xlMacrosheet', 'worksheet']
    const sheets = types.map((type, index) => `<sheet name="${type}" sheetId="${index}" r:id="x${index}"/>`).join('')
    const related = types.map((type, index) => ({ id: `x${index}`, type, target: 'worksheets/sheet1.xml' }))
    await opened({ rows: one, sheets, related }, ({ sheets: listed, findings }) => {
      expect(listed.map(({ name }) => name)).toEqual(['worksheet'])
      expect(findings.map(({ kind }) => kind)).toEqual(['macros'])
    })
    const charts = { sheets: '<sheet name="c" r:id="x0"/>', related }
    expect(await refusalOf(readXlsx(temp, charts))).toMatchObject({ code: 'file-empty' })
    expect(await refusalOf(readXlsx(temp, { sheets: '' }))).toMatchObject({ code: 'file-empty' })
  })

  it('[W25] a sheet whose part is missing is refused when it is read, the others are not', async () => {
    const sheets = '<sheet name="gone" r:id="rId9"/><sheet name="here" r:id="rId1"/>'
    await opened({ sheets, rows: one }, async (workbook) => {
      const refusal = await refusalOf(readSheetOf(workbook))
      expect(refusal).toEqual({ code: 'file-unsupported', message: expect.stringContaining('"gone"') })
      expect((await readSheetOf(workbook, { sheetIndex: 1 })).csv).toBe('1\n')
    })
  })

  it('[W24] nothing outside the file is fetched', async () => {
    const related = [{ id: 'rId9', type: 'worksheet', target: 'http://127.0.0.1:9/sheet.xml', external: true }]
    const refusal = await refusalOf(readXlsx(temp, { sheets: '<sheet name="far" r:id="rId9"/>', related }))
    expect(refusal).toEqual({ code: 'file-hostile', message: expect.stringContaining('"far"') })
  })

  it.each(['xl/workbook.xml', 'xl/sharedStrings.xml', 'xl/styles.xml', 'xl/worksheets/sheet1.xml', '_rels/.rels'])(
    '[W24] a document type in %s is refused',
    async (name) => {
      const parts = [{ name, content: '<!DOCTYPE lolz [<!ENTITY lol "lol">]><x>&lol;</x>' }]
      const refusal = await refusalOf(readXlsx(temp, { rows: one, parts }))
      expect(refusal).toEqual({ code: 'file-hostile', message: expect.stringContaining(name) })
    },
  )

  it('[W27] more sheets than are allowed are refused', async () => {
    const sheets = '<sheet name="s" r:id="rId1"/>'.repeat(12)
    expect(await refusalOf(readXlsx(temp, { sheets }, { limits: { sheets: 10 } }))).toMatchObject({
      code: 'file-hostile',
    })
  })

  it('what is no workbook is refused by what it is', async () => {
    const document = makeZip([
      {
        name: '_rels/.rels',
        content: relationships([{ id: 'a', type: 'officeDocument', target: 'word/document.xml' }]),
      },
      { name: 'word/document.xml', content: '<document/>' },
    ])
    for (const bytes of [document, makeZip([]), makeZip([{ name: 'a.txt', content: 'x' }])]) {
      const refusal = await refusalOf(readXlsx(temp, bytes))
      expect(refusal).toEqual({ code: 'file-unsupported', message: expect.stringContaining('no Excel workbook') })
    }
  })

  it('[W23] whatever is in the parts, reading ends with records or a refusal', async () => {
    const texts = {
      'xl/workbook.xml':
        '<workbook><workbookPr date1904="1"/><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
      'xl/worksheets/sheet1.xml': sheetXml(
        '<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1"><f>1</f><v>1.5</v></c></row><row><c t="inlineStr"><is><r><t>x_x0041_</t></r></is></c></row>',
        '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
      ),
      'xl/sharedStrings.xml': '<sst><si><t>a&amp;b</t></si><si><r><t>c</t></r></si></sst>',
      'xl/styles.xml':
        '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yy[h]"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs></styleSheet>',
    }
    const names = Object.keys(texts) as (keyof typeof texts)[]
    const change = fc.tuple(fc.constantFrom(...names), fc.nat(), fc.nat(8), fc.string({ unit: 'binary', maxLength: 6 }))
    const property = fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      const mutated: Record<string, string> = { ...texts }
      for (const [name, at, length, text] of changes) {
        const old = mutated[name] ?? ''
        mutated[name] = old.slice(0, at % old.length) + text + old.slice((at % old.length) + length)
      }
      const parts = Object.entries(mutated).map(([name, content]) => ({ name, content }))
      const options = { fillMerged: true, asShown: changes.length > 2 }
      // Anything but a refusal is thrown on.
      await readXlsx(temp, { parts }, options).catch((error: unknown) => refusalOf(Promise.reject(error as Error)))
    })
    await fc.assert(property, { numRuns: 300 })
  })

  it('reading can be left at any record, and begun again', async () => {
    const rows = Array.from({ length: 50_000 }, (_, index) => `<row><c><v>${index}</v></c></row>`).join('')
    await opened({ rows }, async (workbook) => {
      for await (const batch of workbook.rows(0, { asShown: false, fillMerged: false })) {
        expect(batch.bytes.toString('utf8', 0, 4)).toBe('0\n1\n')
        break
      }
      expect((await readSheetOf(workbook)).records).toBe(50_000)
    })
  })

  it('[W28] a sample reads a part of the texts, ends before the first cell that needs more, and says that it was cut', async () => {
    const texts = Array.from({ length: 60_000 }, (_, index) => `<si><t>${'text '.repeat(20)}${index}</t></si>`)
    const rows = texts.map((_, index) => `<row r="${index + 1}"><c t="s"><v>${index}</v></c></row>`)
    const read = async (order: readonly string[], sample: boolean) => {
      const path = temp.file('sample.xlsx', makeXlsx({ strings: texts.join(''), rows: order.join('') }))
      const workbook = await openXlsx(path, defaultLimits)
      try {
        const batches = workbook.rows(0, { asShown: false, fillMerged: false, sample })
        let records = 0
        for (;;) {
          const { done, value } = await batches.next()
          if (done) return { records, end: value }
          records += value.records
        }
      } finally {
        await workbook.close()
      }
    }
    const cut = await read(rows, true)
    expect(cut.end).toBe('cut')
    expect(cut.records).toBeGreaterThan(1000)
    expect(cut.records).toBeLessThan(60_000)
    expect(await read(rows, false)).toEqual({ records: 60_000, end: undefined })
    // Where the first cell needs a text that was not read, all are.
    const backwards = rows.map((_, index) => `<row r="${index + 1}"><c t="s"><v>${59_999 - index}</v></c></row>`)
    expect(await read(backwards, true)).toEqual({ records: 60_000, end: undefined })
  })
})
