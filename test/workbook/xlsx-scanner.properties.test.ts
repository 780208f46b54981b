import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../src/main/engine/lib/app-error.ts'
import { byteBuffer } from '../../src/main/engine/parse/workbook/xlsx/byte-buffer.ts'
import { utf8Pieces } from '../../src/main/engine/parse/workbook/xlsx/xml-encoding.ts'
import { createXmlScanner } from '../../src/main/engine/parse/workbook/xlsx/xml-scanner.ts'
import { appendXmlText, attributeText } from '../../src/main/engine/parse/workbook/xlsx/xml-text.ts'
import { escapeXml } from '../support/make-xlsx.ts'

const name = { path: 'book.xlsx', part: 'part.xml' }
const elements = ['a', 'b', 'long-name', 'c']
const attributes = ['x', 'name', ':id']

/** What a scanner tells, as lines; texts that follow each other are one. Or the code of its refusal. */
function scanned(pieces: readonly Buffer[], pausing = false): string {
  let told = ''
  const text = byteBuffer(16)
  const flush = (): void => {
    if (text.length > 0) told += `text ${JSON.stringify(text.data.toString('utf8', 0, text.length))}\n`
    text.length = 0
  }
  const scanner = createXmlScanner(
    {
      elements,
      attributes,
      open: (element, depth, values) => {
        flush()
        const said = attributes.map((_, index) => attributeText(values, index, name))
        told += `open ${elements[element] ?? '?'} ${depth} ${JSON.stringify(said)}\n`
      },
      text: (data, from, to, literal) => {
        if (!literal) return appendXmlText(text, data, from, to, name)
        for (const byte of data.subarray(from, to)) appendXmlText(text, Buffer.from([byte]), 0, 1, name)
      },
      close: (element, depth) => {
        flush()
        told += `close ${elements[element] ?? '?'} ${depth}\n`
        return pausing
      },
    },
    name,
  )
  try {
    for (const piece of pieces) {
      scanner.feed(piece)
      while (!scanner.scan());
    }
    scanner.finish()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return error.code
  }
  return told
}

/** The same bytes in pieces whose lengths repeat. */
function cut(bytes: Buffer, lengths: readonly number[]): Buffer[] {
  const pieces: Buffer[] = []
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const length = lengths[turn % lengths.length] ?? 1
    pieces.push(bytes.subarray(at, at + length))
    at += length
  }
  return pieces
}

const characters = fc.string({
  unit: fc.constantFrom(...Array.from('ab <>&"\'=/]-?!\r\n\tü名\u{1f600}')),
  maxLength: 12,
})
const space = fc.constantFrom('', ' ', '\n', ' \t')
const prefix = fc.constantFrom('', 'x:', 'ns0:')
const misc = fc.oneof(
  fc.constantFrom(
    '<!-- a < b -- > -->',
    '<!---->',
    '<?pi x > y?>',
    '<![CDATA[]]>',
    '<![CDATA[a ]] > b]]>',
    '&#xFC;&#65;&apos;',
  ),
  characters.map(escapeXml),
)

const attribute = fc
  .tuple(fc.constantFrom('x', 'name', 'r:id', 'other', 'z:x'), space, space, fc.constantFrom('"', "'"), characters)
  .map(
    ([key, before, behind, quote, value]) =>
      [key, `${key}${before}=${behind}${quote}${attributeXml(value)}${quote}`] as const,
  )

function attributeXml(text: string): string {
  return escapeXml(text).replaceAll("'", '&apos;')
}

const { element: anyElement } = fc.letrec<{ element: string; content: string }>((tie) => ({
  content: fc
    .array(fc.oneof({ depthSize: 'small' }, misc, tie('element')), { maxLength: 4 })
    .map((parts) => parts.join('')),
  element: fc
    .tuple(
      prefix,
      fc.constantFrom(...elements, 'unknown'),
      fc.uniqueArray(attribute, { selector: ([key]) => key, maxLength: 3 }),
      space,
      fc.option(tie('content')),
    )
    .map(([before, local, said, end, content]) => {
      const tag = [`${before}${local}`, ...said.map(([, text]) => text)].join(' ')
      return content === null ? `<${tag}${end}/>` : `<${tag}${end}>${content}</${before}${local}${end}>`
    }),
}))

const xml = fc
  .tuple(
    fc.constantFrom('', '<?xml version="1.0"?>\n', '<!-- x -->'),
    anyElement,
    fc.constantFrom('', '\n', '<!-- y -->'),
  )
  .map((parts) => Buffer.from(parts.join('')))

const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 })

describe('the scanner of XML', () => {
  it('[W22] tells the same wherever its input is cut, and whether it pauses or not', () => {
    fc.assert(
      fc.property(xml, lengths, fc.boolean(), (bytes, sizes, pausing) => {
        const whole = scanned([bytes])
        expect(whole).toContain('close')
        expect(scanned(cut(bytes, sizes), pausing)).toBe(whole)
      }),
      { numRuns: 1000 },
    )
  })

  it('[W23] ends with the same refusal, or the same account, for anything else', () => {
    const noise = fc
      .tuple(xml, fc.nat(), fc.constantFrom('<', '>', '&', '"', '/', '=', ']]>', '<!', '<?', ''))
      .map(([bytes, at, wrong]) => {
        const place = at % bytes.length
        return Buffer.concat([bytes.subarray(0, place), Buffer.from(wrong), bytes.subarray(place + 1)])
      })
    fc.assert(
      fc.property(noise, lengths, (bytes, sizes) => {
        expect(scanned(cut(bytes, sizes))).toBe(scanned([bytes]))
      }),
      { numRuns: 1000 },
    )
  })

  it.each([
    '<a><b></a></b>',
    '<a>',
    '<a/><b/>',
    '<a></a',
    '<a x=1/>',
    '<a x/>',
    '<a x="1" x="2"/>',
    '<a x="<"/>',
    '<a>&no;</a>',
    '<a>& </a>',
    '<a>&#0;</a>',
    '<a>&#xD800;</a>',
    '<a><!x></a>',
    'text',
    '<a/>text',
    '< a/>',
    '',
    '<a><!-- </a>',
  ])('[W23] %j is damage', (text) => {
    expect(scanned([Buffer.from(text)])).toBe('file-unsupported')
  })

  it('[W24] a document type is refused, wherever it is', () => {
    for (const text of [
      '<!DOCTYPE a><a/>',
      '<a><!DOCTYPE a></a>',
      '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    ]) {
      expect(scanned(cut(Buffer.from(text), [3]))).toBe('file-hostile')
    }
  })

  it('[W23] depth costs no stack, and has an end', () => {
    const nested = (depth: number): Buffer => Buffer.from('<b>'.repeat(depth) + '</b>'.repeat(depth))
    expect(scanned([nested(100_000)])).toContain('open b 99999')
    expect(scanned([Buffer.from('<b>'.repeat(2 ** 20 + 1))])).toBe('file-hostile')
  })

  it('[W22] one tag cannot fill the memory', () => {
    const endless = Buffer.from(`<a x="${'y'.repeat(2 * 1024 * 1024)}`)
    expect(scanned(cut(endless, [512 * 1024]))).toBe('file-hostile')
  })

  it('[W21] UTF-8 and UTF-16, with and without a mark, and declared encodings', async () => {
    const text = '<?xml version="1.0"?><a x="ü">名 \u{1f600}</a>'
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le')
    const latin = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a x="ü">é</a>', 'latin1')
    const expected = scanned([Buffer.from(text)])
    const asUtf8 = async (bytes: Buffer, size: number): Promise<string> => {
      const pieces: Buffer[] = []
      for await (const piece of utf8Pieces(streamOf(cut(bytes, [size])), name)) pieces.push(piece)
      return scanned(pieces)
    }
    for (const size of [1, 3, 5000]) {
      expect(await asUtf8(Buffer.from(`\ufeff${text}`), size)).toBe(expected)
      expect(await asUtf8(utf16, size)).toBe(expected)
      expect(await asUtf8(utf16.subarray(2), size)).toBe(expected)
      expect(await asUtf8(Buffer.from(utf16).swap16(), size)).toBe(expected)
      expect(await asUtf8(latin, size)).toBe('open a 0 ["ü",null,null]\ntext "é"\nclose a 0\n')
    }
  })
})

async function* streamOf(pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* pieces
}
