import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FileKind } from '../../src/main/engine/source/file-kind.ts'
import { identifyFile } from '../../src/main/engine/source/identify-file.ts'
import { nameFinding } from '../../src/main/engine/source/name-finding.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { makeBook, makeCfb, makeZip } from './make-archive.ts'

const folder = useTempFolder()
const table = [
  ['id', 'name'],
  [1, 'Ann'],
]

function identify(content: string | Buffer, name = 'file'): Promise<FileKind> {
  const bytes = Buffer.from(content as string)
  return identifyFile(folder.file(name, bytes), bytes.subarray(0, 64 * 1024), bytes.length)
}

async function refusal(content: string | Buffer): Promise<string> {
  const kind = await identify(content)
  if (kind.kind !== 'refused') throw new Error(`it was taken for ${JSON.stringify(kind)}`)
  expect(kind.error.hint, kind.error.message).toMatch(/\S+ \S+/)
  expect(kind.error.message).toContain(folder.path('file'))
  return `${kind.error.code}: ${kind.error.message}`
}

describe('a workbook is known by its content', () => {
  const written: readonly (readonly [string, string])[] = [
    ['xlsx', 'xlsx'],
    ['xlsm', 'xlsm'],
    ['xlsb', 'xlsb'],
    ['biff8', 'xls'],
    ['biff5', 'xls'],
    ['biff4', 'xls'],
    ['biff3', 'xls'],
    ['biff2', 'xls'],
    ['ods', 'ods'],
    ['fods', 'fods'],
    ['xlml', 'spreadsheetml'],
    ['html', 'html'],
    ['csv', ''],
  ]
  it.each(written)('%s', async (bookType, format) => {
    const wanted = format === '' ? { kind: 'text' } : { kind: 'workbook', format }
    expect(await identify(makeBook(table, bookType))).toEqual(wanted)
  })

  it('gzip and zstd', async () => {
    expect(await identify(gzipSync('a,b\n'))).toEqual({ kind: 'compressed', by: 'gzip' })
    expect(await identify(Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0]))).toEqual({ kind: 'compressed', by: 'zstd' })
  })

  const types = (main: string): Record<string, string> => ({
    '[Content_Types].xml': `<Types><Override PartName="/x" ContentType="application/vnd.${main}"/></Types>`,
    'x.xml': '<x/>',
  })
  it.each([
    ['a template', types('openxmlformats-officedocument.spreadsheetml.template.main+xml'), 'xlsx'],
    ['a template with macros', types('ms-excel.template.macroEnabled.main+xml'), 'xlsm'],
    ['names in capitals', { '[CONTENT_TYPES].XML': '<Types/>', 'XL/WORKBOOK.XML': '<workbook/>' }, 'xlsx'],
    ['no list of types', { 'xl/workbook.xml': '<workbook/>', 'xl/vbaProject.bin': 'x' }, 'xlsm'],
    ['a mimetype', { mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' }, 'ods'],
  ])('%s', async (_, entries, format) => {
    expect(await identify(makeZip(entries))).toEqual({ kind: 'workbook', format })
  })

  it('in UTF-16 too', async () => {
    const xml = makeBook(table, 'xlml').toString('utf8')
    expect(await identify(Buffer.from(`\ufeff${xml}`, 'utf16le'))).toEqual({
      kind: 'workbook',
      format: 'spreadsheetml',
    })
    expect(await identify(Buffer.from(`\ufeff${xml}`, 'utf16le').swap16())).toEqual({
      kind: 'workbook',
      format: 'spreadsheetml',
    })
  })

  it.each([
    [
      'a page as Excel writes it',
      '<html xmlns:x="urn:schemas-microsoft-com:office:excel">\n<head/><body><table border=1><tr><td>1',
    ],
    [
      'a document type',
      '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">\n<table><tr>',
    ],
    ['a table alone', '\ufeff\n<!-- report --><TABLE class="a>b"><TR><TD>1</TD></TR></TABLE>\n'],
    ['a grid inside a division', '<div>\r\n\t<table><tr><th>id</th></tr></table>\r\n</div><!-- made by a server -->'],
    [
      'a style sheet first',
      `<meta charset=utf-8><style>${'td {}\n'.repeat(100_000)}</style><table><tr><td>1</td></tr></table>`,
    ],
    ['a declaration', '<?xml version="1.0"?><html><body><table><tr><td>1</td></tr></table></body></html>'],
  ])('HTML: %s', async (_, page) => {
    expect(await identify(page)).toEqual({ kind: 'workbook', format: 'html' })
  })
})

describe('other content is refused by name', () => {
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0])
  const program = Buffer.alloc(256)
  program.write('MZ')
  program.writeUInt32LE(128, 60)
  program.write('PE\0\0', 128)
  const dbase = Buffer.alloc(200)
  dbase.set([3, 99, 12, 31, 1, 0, 0, 0, 65, 0, 11, 0])
  dbase[64] = 0x0d
  const tar = Buffer.alloc(512)
  tar.write('a.csv')
  tar.write('ustar', 257)
  const pdf = '%PDF-1.7\n'
  it.each([
    ['PNG', png],
    ['JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
    ['GIF', 'GIF89a...'],
    ['PDF', pdf],
    ['SQLite', 'SQLite format 3\0...'],
    ['7z', Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4])],
    ['RAR', 'Rar!\u001a\u0007\0'],
    ['bzip2', 'BZh91AY&SY...'],
    ['xz', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0])],
    ['lz4', Buffer.from([4, 0x22, 0x4d, 0x18])],
    ['tar', tar],
    ['Parquet', 'PAR1\u0015\u0004....PAR1'],
    ['program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2])],
    ['program', program],
    ['Access', Buffer.from('\0\u0001\0\0Standard Jet DB\0')],
    ['SPSS', '$FL2@(#) SPSS DATA FILE'],
    ['Stata', '<stata_dta><header>'],
    ['Stata', Buffer.from([0x73, 2, 1, 0, 1, 0])],
    ['dBase', dbase],
    ['rich text', '{\\rtf1\\ansi hello}'],
    [
      'web archive',
      'MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary="x"\r\n',
    ],
    ['add-in', makeZip({ '[Content_Types].xml': '<a b="application/vnd.ms-excel.addin.macroEnabled.main+xml"/>' })],
    ['Word', makeZip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<x/>' })],
    ['PowerPoint', makeZip({ '[Content_Types].xml': '<Types/>', 'ppt/presentation.xml': '<x/>' })],
    ['OpenDocument file', makeZip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' })],
    ['Apple Numbers', makeZip({ 'Index/Document.iwa': 'x' })],
    ['holds data.csv', makeZip({ 'data.csv': 'a,b\n' })],
    ['a.csv, b.csv, c.csv and more', makeZip({ 'a.csv': 'a', 'b.csv': 'b', 'c.csv': 'c', 'd.csv': 'd' })],
    ['empty zip', Buffer.from(`PK\u0005\u0006${'\0'.repeat(18)}`)],
    ['damaged', Buffer.from('PK\u0003\u0004 and then nothing')],
    ['damaged', makeBook(table, 'xlsx').subarray(0, 5000)],
    ['damaged', Buffer.concat([Buffer.from('#!/bin/sh\n'), makeBook(table, 'xlsx')])],
    ['damaged', makeBook(table, 'biff8').subarray(0, 700)],
    ['Word', makeCfb({ WordDocument: 'x', 'ObjectPool/_1/Workbook': 'x' })],
    ['PowerPoint', makeCfb({ 'PowerPoint Document': 'x' })],
    ['password', makeCfb({ EncryptionInfo: 'x', EncryptedPackage: 'x' })],
    ['compound file', makeCfb({ Contents: 'x' })],
    ['without a table', '<!doctype html><html><body>Please sign in</body></html>'],
    ['XML document (orders)', '<?xml version="1.0"?>\n<orders><order id="1"/></orders>\n'],
    ['XML document (orders)', '<orders><order id="1"/></orders>'],
    ['XML document (Workbook)', '<Workbook>of another kind</Workbook>'],
    ['Word', '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:doc xmlns:w="x"></w:doc>'],
    ['JSON', '\ufeff{"a": [1, -2.5e3, "x\\"y", true, null]}\n'],
    ['JSON', '[]'],
    ['JSON', `[${'{"id": 1, "note": "a, b"},\n'.repeat(5000)}{}]`],
    ['a document a line', '{"a": 1}\n{"a": 2}\r\n\n{"a": 3}'],
    ['a document a line', '{"id": 1, "note": "a, b"}\n'.repeat(5000)],
  ])('%s', async (words, content) => {
    const message = await refusal(content)
    expect(message).toMatch(/^file-unsupported: /)
    expect(message).toContain(words)
  })

  it('an encrypted spreadsheet of LibreOffice', async () => {
    const manifest =
      '<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    const entries = { mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'META-INF/manifest.xml': manifest }
    expect(await refusal(makeZip({ ...entries, 'content.xml': 'xxxx' }))).toContain('password')
  })

  it.each([
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    '<!DOCTYPE Workbook SYSTEM "http://example.com/x.dtd"><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>',
    '<!DOCTYPE html [<!ENTITY a "b">]><html><table><tr></table></html>',
    `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "${'b'.repeat(100_000)}">]><x/>`,
  ])('a document type of its own is hostile: %.40s', async (content) => {
    expect(await refusal(content)).toMatch(/^file-hostile: /)
  })
})

describe('text stays text, whatever its first cell looks like', () => {
  it.each([
    '',
    'a,b\n1,2\n',
    '{id},name\n1,Ann\n',
    '{"a":1},x\n{"a":2},y\n',
    '{},x\n',
    '[id],[name]\n[1],[2]\n',
    '["a"],["b"]\n[1],[2]\n',
    '[1]\n[2]\n',
    '{"a":1}\nnot JSON\n',
    '{"a":1\n{"b":2}\n',
    '<name>,<age>\nAnn,3\n',
    '<b>bold</b>;1\n<b>x</b>;2\n',
    '<table>,x\n1,2\n',
    '<div><table><tr><td>1</td></tr></table></div>,5\n',
    '<script>alert(1)</script>,1\n',
    '<5,>7\n1,2\n',
    '<?xml version="1.0"?><a/>,5\n<?xml version="1.0"?><b/>,6\n',
    '<!-- comment -->,1\n',
    '<\n',
    'MZ,PE\n1,2\n',
    'PAR1,x\n1,2\n',
    'PK,name\n1,Ann\n',
    'BZh,x\n',
    'ID;PRODUCT\n1;2\n',
    'TABLE,x\n0,1\n',
    'GIF,x\n',
    '\t\u0000\n',
    'MIME-Version: 1.0,x\n',
  ])('%j', async (content) => {
    expect(await identify(content)).toEqual({ kind: 'text' })
  })

  it('binary data that nothing is known of is left to whoever decodes it', async () => {
    const noise = Buffer.alloc(100_000, createHash('sha512').update('noise').digest())
    expect(await identify(noise)).toEqual({ kind: 'text' })
  })

  it('never fails, whatever the bytes', async () => {
    const starts = [makeBook(table, 'xlsx'), makeBook(table, 'biff8'), makeBook(table, 'ods'), makeBook(table, 'xlml')]
    const change = fc.record({
      start: fc.constantFrom(...starts),
      edits: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 20 }),
      keep: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    await fc.assert(
      fc.asyncProperty(change, async ({ start, edits, keep }) => {
        const bytes = Buffer.from(start.subarray(0, Math.ceil(start.length * keep)))
        for (const [at, value] of edits) if (bytes.length > 0) bytes[at % bytes.length] = value
        const kind = await identify(bytes)
        expect(['text', 'compressed', 'workbook', 'refused']).toContain(kind.kind)
      }),
      { numRuns: 200 },
    )
  })
})

describe('nameFinding', () => {
  it.each([
    [
      'a.xls',
      { kind: 'workbook', format: 'html' },
      'The name ends in .xls, but the content is a web page with a table.',
    ],
    ['a.XLSX', { kind: 'text' }, 'The name ends in .xlsx, but the content is delimited text.'],
    [
      'a.csv',
      { kind: 'workbook', format: 'xlsx' },
      'The name ends in .csv, but the content is an Excel workbook (.xlsx).',
    ],
    [
      'a.csv',
      { kind: 'compressed', by: 'gzip' },
      'The name ends in .csv, but the content is a file compressed by gzip.',
    ],
  ] as const)('%s', (path, kind, message) => {
    expect(nameFinding(path, kind)).toMatchObject({ kind: 'name-and-content-differ', severity: 'warning' })
    expect(nameFinding(path, kind)?.message).toContain(message)
  })

  it.each([
    ['a.csv', { kind: 'text' }],
    ['a.data', { kind: 'text' }],
    ['a', { kind: 'workbook', format: 'xls' }],
    ['a.xltx', { kind: 'workbook', format: 'xlsx' }],
    ['a.xml', { kind: 'workbook', format: 'spreadsheetml' }],
    ['a.csv.gz', { kind: 'compressed', by: 'gzip' }],
    ['a.__proto__', { kind: 'text' }],
    ['a.constructor', { kind: 'text' }],
  ] as const)('says nothing of %s', (path, kind) => {
    expect(nameFinding(path, kind)).toBeNull()
  })
})
