import * as fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { sniffEncoding } from '../../src/main/engine/infer/sniff-encoding.ts'
import { decoderOf } from '../../src/main/engine/parse/decode.ts'
import { splitDialect } from '../../src/main/engine/parse/dialect.ts'
import { canonicalEncoding } from '../../src/main/engine/parse/encodings.ts'
import { comma, outcome, readBytes } from './read-text.ts'

/** Letters of every encoding; with them every rule of cells is tried. */
const letters: Readonly<Record<string, string>> = {
  'windows-1250': 'ąčďěłőřşžŠ€',
  'windows-1251': 'жщЯђє№',
  'windows-1252': 'éßÿŒ€ñ',
  'windows-1253': 'αώΩΆ',
  'windows-1254': 'ğışİ',
  'windows-1255': 'אבת',
  'windows-1256': 'ابپچ',
  'windows-1257': 'āģšž',
  'windows-1258': 'ăđơư',
  'windows-874': 'กขฃ',
  'iso-8859-2': 'ąčďěłőřşžŠ',
  'iso-8859-3': 'ĉĝħ',
  'iso-8859-4': 'āģķ',
  'iso-8859-5': 'жщЯђ',
  'iso-8859-6': 'ابت',
  'iso-8859-7': 'αώΩΆ',
  'iso-8859-8': 'אבת',
  'iso-8859-10': 'ąėņ',
  'iso-8859-13': 'āģš',
  'iso-8859-14': 'ŵŷḃ',
  'iso-8859-15': 'éœ€Š',
  'iso-8859-16': 'ășț',
  macintosh: 'éßŸπ',
  'x-mac-cyrillic': 'жщЯ',
  'koi8-r': 'жщЯё',
  'koi8-u': 'жщЯґї',
  ibm866: 'жщЯё',
  cp437: 'éßÇ█',
  cp850: 'éßÇØ',
  shift_jis: 'あ表ソ能ｱ①髙名',
  'euc-jp': 'あ表ソ能ｱ名',
  gb18030: '中文表龙䶮ü€\ufffd',
  big5: '中文功許蓋',
  'euc-kr': '한국어똠방각하',
}
const names = Object.keys(letters)

describe('encodings', () => {
  it.each(names)('[E4] %s gives the cells that were written, in pieces of any size', async (name) => {
    const part = fc.oneof(
      fc.constantFrom(...Array.from(letters[name] as string)),
      fc.constantFrom('"', ',', '\n', '\r', ' ', '|', '\\', 'x', '7'),
    )
    const cell = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''))
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 30 }), async (rows, chunkBytes) => {
        const text = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join('\n')
        const { records, faults } = await readBytes(iconv.encode(text, name.replace('x-mac-', 'mac')), comma, {
          chunkBytes,
          encoding: name,
        })
        expect(records).toEqual(rows)
        expect(faults).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it.each(names)(
    '[E3] %s: bytes of any kind read the same in pieces of any size, and no fault is silent',
    async (name) => {
      const { strict } = decoderOf(name)
      const byte = fc.oneof(fc.constantFrom(34, 44, 10, 13, 32, 97, 0xa0), fc.integer({ min: 0x80, max: 0xff }))
      await fc.assert(
        fc.asyncProperty(
          fc.array(byte, { maxLength: 24 }),
          fc.integer({ min: 1, max: 9 }),
          async (list, chunkBytes) => {
            const bytes = Buffer.from(list)
            const small = await readBytes(bytes, comma, { chunkBytes, encoding: name })
            const large = await readBytes(bytes, comma, { encoding: name })
            expect(outcome(small)).toEqual(outcome(large))
            if (strict(bytes) === null) expect(large.faults).not.toEqual([])
            else expect(large.faults.join()).not.toContain('undecodable')
          },
        ),
        { numRuns: 60 },
      )
    },
  )

  it.each(names)('%s leaves ASCII alone, and makes it of nothing else', (name) => {
    const { lenient } = decoderOf(name)
    for (let byte = 0; byte < 256; byte++) {
      const text = lenient(Buffer.from([byte]))
      if (byte < 0x80) expect(text).toBe(String.fromCharCode(byte))
      else expect(text).not.toMatch(/^[ -~]+$/)
    }
  })

  // What the standard's tables say, written down byte by byte: iconv-lite is no oracle for itself.
  it.each([
    ['shift_jis', [0x83, 0x5c, 0x95, 0x5c, 0xb1], 'ソ表ｱ'],
    ['cp932', [0x87, 0x40, 0xfb, 0xfc], '①髙'],
    ['euc-jp', [0xa5, 0xbd, 0x8e, 0xb1], 'ソｱ'],
    ['gbk', [0xd6, 0xd0, 0x81, 0x40], '中丂'],
    ['gb18030', [0x90, 0x30, 0x81, 0x30], '\u{10000}'],
    ['big5', [0xa5, 0x5c, 0xa4, 0xa4], '功中'],
    ['cp949', [0x8c, 0x63, 0xb0, 0xa2], '똠각'],
    ['cp437', [0x80, 0xe1], 'Çß'],
    ['mac-roman', [0x8a, 0x9f], 'äü'],
  ])('%s reads as its table says', (name, bytes, text) => {
    expect(decoderOf(name).strict(Buffer.from(bytes))).toBe(text)
  })

  it('[E3] a byte that an encoding has no character for is a fault of its record alone', async () => {
    for (const [encoding, broken] of [
      ['windows-1253', [0xd2]],
      ['shift_jis', [0x82]],
      ['euc-kr', [0xff]],
    ] as const) {
      const bytes = Buffer.from([0x61, 0x2c, 0x62, 10, 0x63, 0x2c, ...broken, 10, 0x64, 0x2c, 0x65, 10])
      for (const chunkBytes of [1, 1000]) {
        const { records, faults } = await readBytes(bytes, comma, { encoding, chunkBytes })
        expect(faults).toEqual(['1:undecodable'])
        expect(records).toEqual([
          ['a', 'b'],
          ['c', '\ufffd'],
          ['d', 'e'],
        ])
      }
    }
  })

  it('[E5] a delimiter beyond ASCII is found in an encoding that has it', async () => {
    const dialect = { ...comma, delimiter: '€' }
    const { records } = await readBytes(Buffer.from([0x61, 0x80, 0xe9, 10]), dialect, {
      encoding: 'cp1252',
      chunkBytes: 1,
    })
    expect(records).toEqual([['a', 'é']])
    expect(() => splitDialect(dialect, 'iso-8859-2')).toThrow('cannot be looked for')
  })

  it.each([
    ['shift_jis', { ...comma, delimiter: '|' }],
    ['big5', { ...comma, escape: '\\' }],
    ['gb18030', { ...comma, delimiter: '0' }],
    ['euc-kr', { ...comma, delimiter: '¦' }],
    ['shift_jis', { ...comma, quote: '`', escape: '`' }],
  ])('[E6] %s: what may be a part of a character is refused', (name, dialect) => {
    expect(() => splitDialect(dialect, name)).toThrow('cannot be looked for')
    expect(() => splitDialect(dialect, 'utf-8')).not.toThrow()
  })

  it.each([
    ['Latin1', 'windows-1252'],
    ['ISO8859-1', 'windows-1252'],
    ['cp1252', 'windows-1252'],
    ['CP_1251', 'windows-1251'],
    ['iso8859-9', 'windows-1254'],
    ['mac-roman', 'macintosh'],
    ['cp932', 'shift_jis'],
    ['sjis', 'shift_jis'],
    ['GBK', 'gb18030'],
    ['cp949', 'euc-kr'],
    ['cp866', 'ibm866'],
    ['utf8', 'utf-8'],
    ['utf-16', 'utf-16le'],
    ['UCS-2BE', 'utf-16be'],
    ['cp50220', 'iso-2022-jp'],
    ['HZ', 'hz-gb-2312'],
    ['ebcdic', null],
  ])('[E7] %s is %s', (alias, name) => {
    expect(canonicalEncoding(alias)).toBe(name)
  })
})

describe('[E2] sniffing the encoding', () => {
  it.each([
    ['windows-1252', 'Straße,Müller\nGröße,Österreich\nKäse,schön\n'],
    ['macintosh', 'Straße,Müller\nGröße,Österreich\nKäse,schön\n'],
    ['iso-8859-15', 'prix,12 €\nœuvre,façade\nété,hôtel\n'],
    ['windows-1252', 'prix,12 €\nœuvre,façade\nété,hôtel\n'],
    ['windows-1250', 'žába,šťastný\nčeský,příliš\nkůň,úpěl\n'],
    ['iso-8859-2', 'żółć,łódź\nśliwka,gęś\nmąka,Źrebię\n'],
    ['windows-1254', 'İstanbul,ışık\nağaç,şeker\n'],
    ['windows-1251', 'Имя,Город\nАнна,Москва\nПётр,Киров\n'],
    ['koi8-r', 'Имя,Город\nАнна,Москва\nПётр,Киров\n'],
    ['ibm866', 'Имя,Город\nАнна,Москва\nПётр,Киров\n'],
    ['windows-1253', 'Όνομα,Πόλη\nΓιώργος,Αθήνα\n'],
    ['windows-1255', 'שם,עיר\nדוד,ירושלים\nשרה,חיפה\n'],
    ['windows-1256', 'الاسم,المدينة\nمحمد,القاهرة\n'],
    ['windows-874', 'ชื่อ,เมือง\nสมชาย,กรุงเทพ\n'],
    ['shift_jis', '名前,住所\n山田太郎,東京都千代田区\nスズキ,おおさか\n'],
    ['euc-jp', '名前,住所\n山田太郎,東京都千代田区\nスズキ,おおさか\n'],
    ['gb18030', '姓名,城市\n张伟,北京\n王芳,上海市浦东新区\n'],
    ['big5', '姓名,城市\n張偉,臺北市\n王芳,高雄市的中山區\n'],
    ['euc-kr', '이름,도시\n김철수,서울특별시\n이영희,부산광역시\n'],
  ])('finds %s', (name, text) => {
    const found = sniffEncoding([iconv.encode(text, name)])
    expect(found.name).toBe(name)
    expect(found.reason).toContain(name)
  })

  it('takes ASCII with some letters beyond it for no Chinese, though its bytes are valid pairs', () => {
    const text = 'Jørgen,Bodø x\nMüller,Łódź x\nPeña,Čapek x\nGüneş,Þór x\n'.replaceAll(/[Łźčşć]/gi, 'e')
    expect(sniffEncoding([iconv.encode(text, 'windows-1252')]).name).toBe('windows-1252')
  })

  it('[E2] finds encodings of several bytes by few words', () => {
    for (const [name, text] of [
      ['gb18030', '姓名,城市\n张伟,北京\n王芳,上海\n'],
      ['euc-jp', '名前,住所\n山田太郎,東京都\n'],
      ['big5', '姓名,城市\n張偉,臺北市\n'],
      ['shift_jis', '名前,住所\n山田太郎,東京都\n'],
    ] as const) {
      expect(sniffEncoding([iconv.encode(text, name)]).name).toBe(name)
    }
  })

  it.each([
    ['gb18030', '姓名,城市\n张伟,北京\n王芳,上海\n'],
    ['euc-jp', '名前,住所\n山田太郎,東京都\n'],
    ['shift_jis', '名前,住所\n山田太郎,東京都\n'],
  ])('[E2] finds %s wherever the samples are cut', (name, text) => {
    const bytes = iconv.encode(text.repeat(1500), name)
    for (let cut = 0; cut < 12; cut++) {
      expect(sniffEncoding([bytes.subarray(0, 9001 + cut), bytes.subarray(20_001 + cut, 25_003 + cut)]).name).toBe(name)
    }
  })
})
