import type { Random } from './random.ts'

/** What is put into files of a kind, because readers of it look for it. */
export type Words = readonly (string | Buffer)[]

/** Numbers at which counts, offsets and dates turn over, as texts. */
const numberWords: Words = [
  ...['0', '-1', '1', '255', '65535', '65536', '1048576', '1048577', '2147483647', '2147483648', '4294967295'],
  ...['4294967296', '9007199254740993', '99999999999999999999', '1e999', '-0', 'NaN', '1E-5', '0.1', '2958466'],
]

const byteWords: Words = [
  ...['\0', '\0\0\0\0', '\x1a', '\x1b$B', '\x1b(B', '\u2028', '名', '\u{1f600}'],
  Buffer.from([0xff]),
  Buffer.from([0xc0, 0x80]),
  Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.from([0xef, 0xbb, 0xbf]),
  Buffer.from([0xff, 0xfe]),
  Buffer.from([0xfe, 0xff]),
  Buffer.from([0xff, 0xfe, 0, 0]),
  Buffer.from([0x81, 0x30]),
]

export const textWords: Words = [
  ...numberWords,
  ...byteWords,
  ...['"', '""', '"""', '\\"', "'", ',', ';', '\t', '|', ',,,,,,,,', ' ', '  ', '\r', '\n', '\r\n', '\n\r', '\n\n\n'],
  ...['"\n', '\n"', ',"', '",', '#', '// ', 'sep=;\n', '=1+1', '\x1f', '~', '^', '::', 'id,id,\n'],
]

export const xmlWords: Words = [
  ...numberWords,
  ...byteWords,
  ...['<', '>', '&', '"', "'", '/', '=', ']]>', '<![CDATA[', '<!--', '-->', '<?', '?>', '<!DOCTYPE a>', '&amp;'],
  ...['&#0;', '&#x10FFFF;', '&#xD800;', '&no;', '_x000D_', '_x0000_', 'xml:space="preserve"', ' r="A1048576"'],
  ...[' r="XFD1"', ' r="XFE1"', ' r="A0"', ' t="s"', ' t="e"', ' t="b"', ' t="d"', ' t="inlineStr"', ' s="1"'],
  ...['<c/>', '<row>', '</row>', '<row r="1048576"/>', '<v>', '</v>', '<is><t>x</t></is>', '<f>', '<v/>', '</c>'],
  ...['<mergeCell ref="A1:XFD1048576"/>', '<mergeCell ref="B2:A1"/>', 'A1:B2', '<si/>', '<rPh>', '[h]:mm:ss', 'utf-16'],
]

/** Of OpenDocument, the XML of Excel 2003 and pages. */
export const markupWords: Words = [
  ...xmlWords,
  ...[' table:number-rows-repeated="1048576"', ' table:number-columns-repeated="16384"', ' ss:Index="1048576"'],
  ...[
    ' ss:MergeAcross="16383"',
    ' ss:MergeDown="1048575"',
    ' ss:Span="1048575"',
    ' rowspan="65534"',
    ' colspan="1000"',
  ],
  ...['PT36H', '2024-02-30', '1899-12-31T00:00:00.000', '<table>', '</table>', '<tr>', '<td>', '<script>', '&nbsp;'],
]

/** Of records: their types, lengths and counts in one, two and four bytes. */
export const xlsWords: Words = [
  ...byteWords,
  ...[
    [0, 0],
    [1, 0],
    [0xff, 0xff],
    [0xff, 0xff, 0xff, 0xff],
    [0xff, 0xff, 0xff, 0x7f],
    [0x0a, 0, 0, 0],
    [0x09, 0x08, 0x10, 0],
    [0x06, 0, 0x16, 0],
    [0x06, 0x02, 0, 0],
    [0x3c, 0, 0x04, 0],
    [0xe5, 0, 0x0a, 0],
    [0xfd, 0, 0x0a, 0],
    [0xbd, 0, 0x0c, 0],
    [0x08, 0x02, 0x10, 0],
    [0x2f, 0, 0, 0],
  ].map((bytes) => Buffer.from(bytes)),
]

export const zipWords: Words = [
  ...byteWords,
  ...['PK\x01\x02', 'PK\x03\x04', 'PK\x05\x06', 'PK\x06\x06', 'PK\x06\x07', 'PK\x07\x08', '../', 'xl/workbook.xml'],
  ...[
    [0xff, 0xff],
    [0xff, 0xff, 0xff, 0xff],
    [0xff, 0xff, 0xff, 0x7f],
    [8, 0],
    [1, 0],
    [0, 0x80],
  ].map((bytes) => Buffer.from(bytes)),
]

/** A file that grows without end by copies of itself would tell nothing new. */
export const longest = 64 * 1024

/** A changed copy: some bytes flipped, copied, cut out, put in or cut off, at one place or at several. */
export function mutate(bytes: Buffer, words: Words, random: Random, places = random.percent(20) ? 16 : 4): Buffer {
  let changed: Buffer = bytes
  for (let left = 1 + random.below(places); left > 0; left--) {
    changed = random.pick(changes)(changed, words, random).subarray(0, longest)
  }
  return changed
}

type Change = (bytes: Buffer, words: Words, random: Random) => Buffer

const insertWord: Change = (bytes, words, random) => {
  const at = random.below(bytes.length + 1)
  const repeated = random.percent(5) ? random.below(2000) : 1
  const word = Buffer.from(random.pick(words) as string)
  return splice(bytes, at, 0, Buffer.concat(Array.from({ length: repeated }, () => word)))
}

const overwriteByWord: Change = (bytes, words, random) => {
  const word = Buffer.from(random.pick(words) as string)
  return splice(bytes, random.below(bytes.length + 1), word.length, word)
}

const flipBit: Change = (bytes, _words, random) => {
  const changed = Buffer.from(bytes)
  const at = random.below(bytes.length)
  if (at < changed.length) changed[at] = changed[at]! ^ (1 << random.below(8))
  return changed
}

const setByte: Change = (bytes, _words, random) => {
  const changed = Buffer.from(bytes)
  const at = random.below(bytes.length)
  if (at < changed.length) changed[at] = random.below(256)
  return changed
}

const copyBlock: Change = (bytes, _words, random) => {
  const from = random.below(bytes.length)
  const block = bytes.subarray(from, from + 1 + random.below(random.percent(20) ? bytes.length : 40))
  const repeated = random.percent(10) ? random.below(200) : 1
  return splice(
    bytes,
    random.below(bytes.length + 1),
    0,
    Buffer.concat(Array.from({ length: repeated }, () => block)).subarray(0, longest),
  )
}

const deleteBlock: Change = (bytes, _words, random) =>
  splice(bytes, random.below(bytes.length), 1 + random.below(random.percent(20) ? bytes.length : 20), Buffer.alloc(0))

const truncate: Change = (bytes, _words, random) =>
  random.percent(30) ? bytes.subarray(0, random.below(bytes.length)) : bytes

/** Words are likelier to reach where a reader looks than bits are. */
const changes: readonly Change[] = [
  ...[insertWord, insertWord, insertWord, overwriteByWord, overwriteByWord],
  ...[flipBit, setByte, copyBlock, copyBlock, deleteBlock, deleteBlock, truncate],
]

function splice(bytes: Buffer, at: number, remove: number, insert: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)])
}
