import * as fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { sniffEncoding } from '../../src/main/engine/infer/sniff-encoding.ts'
import { decoderOf } from '../../src/main/engine/parse/decode.ts'
import { transcodingOf } from '../../src/main/engine/parse/transcode.ts'
import { undecodableByte } from '../../src/main/engine/parse/transcoder.ts'

const wide = ['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'] as const
const anyText = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.toWellFormed())

/** The bytes that come out, given in portions of a size. */
function transcode(name: string, bytes: Buffer, portion: number): Buffer {
  const transcoder = transcodingOf(name)?.start()
  if (!transcoder) throw new Error(`${name} is read as it is`)
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; at += portion) {
    // What comes in may be overwritten behind the call.
    const block = Buffer.from(bytes.subarray(at, at + portion))
    parts.push(Buffer.from(transcoder.push(block)))
    block.fill(0)
  }
  parts.push(transcoder.end())
  return Buffer.concat(parts)
}

describe('text of wide characters', () => {
  it.each(wide)('[E9] %s becomes the same text in UTF-8, in portions of any size', (name) => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 9 }), (text, portion) => {
        const bytes = iconv.encode(text, name, { addBOM: false })
        expect(transcode(name, bytes, portion).toString('utf8')).toBe(text)
      }),
    )
  })

  it.each(wide)(
    '[E9] %s: bytes of any kind give the same in portions of any size, and nothing is lost unsaid',
    (name) => {
      const byte = fc.oneof(fc.constantFrom(0, 0xd8, 0xdc, 0x0a, 0x41, 0xff), fc.integer({ min: 0, max: 255 }))
      const unit = name.startsWith('utf-16') ? 2 : 4
      fc.assert(
        fc.property(fc.array(byte, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (list, portion) => {
          const bytes = Buffer.from(list)
          const whole = transcode(name, bytes, 1000)
          expect(transcode(name, bytes, portion)).toEqual(whole)
          if (bytes.length % unit !== 0) expect(whole.at(-1)).toBe(undecodableByte)
          // What was readable reads back; every other unit is one undecodable byte.
          const readable = whole.filter((part) => part !== undecodableByte)
          expect(Buffer.from(readable).toString('utf8')).not.toContain('\ufffd'.repeat(2))
        }),
      )
    },
  )

  it('[E9] halves of pairs and codes beyond Unicode are undecodable, one byte each', () => {
    const lone = Buffer.from([0x41, 0, 0x00, 0xd8, 0x42, 0, 0x00, 0xdc, 0x43, 0])
    expect([...transcode('utf-16le', lone, 3)]).toEqual([0x41, undecodableByte, 0x42, undecodableByte, 0x43])
    const beyond = Buffer.from([0x41, 0, 0, 0, 0, 0, 0x11, 0, 0x00, 0xd8, 0, 0])
    expect([...transcode('utf-32le', beyond, 5)]).toEqual([0x41, undecodableByte, undecodableByte])
  })
})

/** ISO-2022-JP as mail programs write it, and HZ, from the tables of EUC. */
function shifted(name: 'iso-2022-jp' | 'hz-gb-2312', text: string): Buffer {
  const [euc, open, close] = name === 'iso-2022-jp' ? ['euc-jp', '\x1b$B', '\x1b(B'] : ['gb2312', '~{', '~}']
  let out = ''
  let isOpen = false
  for (const character of text) {
    const bytes = iconv.encode(character, euc)
    const isPair = bytes.length === 2
    if (isPair !== isOpen) out += isPair ? open : close
    isOpen = isPair
    out += isPair ? Buffer.from(bytes.map((byte) => byte & 0x7f)).toString('latin1') : character.replace('~', '~~')
  }
  return Buffer.from(out + (isOpen ? close : ''), 'latin1')
}

describe('text that shifts between character sets', () => {
  it.each([
    ['iso-2022-jp', '名前,"住所, 東京"\r\n山田太郎,x y\n'],
    ['hz-gb-2312', '姓名,~城市\r\n张伟,"北京"\n'],
  ] as const)('[E10] %s reads in portions of any size', (name, text) => {
    const bytes = shifted(name, text)
    const to = transcodingOf(name)?.encoding ?? ''
    for (let portion = 1; portion < bytes.length + 2; portion++) {
      expect(decoderOf(to).strict(transcode(name, bytes, portion))).toBe(text)
    }
    expect(sniffEncoding([bytes])).toMatchObject({ name, bom: false })
  })

  it('[E10] reads katakana of one byte, the supplement, Roman letters and the older sets', () => {
    const bytes = Buffer.concat([
      Buffer.from('\x1b(I', 'latin1'),
      Buffer.from([0x31, 0x32]),
      Buffer.from('\x1b(Jab\x1b$@', 'latin1'),
      Buffer.from([0x46, 0x7c]),
      Buffer.from('\x1b$(D', 'latin1'),
      Buffer.from([0x30, 0x21]),
      Buffer.from('\x1b(B.', 'latin1'),
    ])
    expect(decoderOf('euc-jp').strict(transcode('iso-2022-jp', bytes, 1))).toBe('ｱｲab日丂.')
  })

  it('[E10] a line end shifts back, and what is neither text nor shift is undecodable', () => {
    expect(transcode('iso-2022-jp', Buffer.from('\x1b$BF|\nab', 'latin1'), 2).toString('latin1')).toBe(
      '\u00c6\u00fc\nab',
    )
    expect([...transcode('iso-2022-jp', Buffer.from('a\x1bZ\x80b\x1b', 'latin1'), 1)]).toEqual([
      ...[0x61, undecodableByte, 0x5a, undecodableByte, 0x62, undecodableByte],
    ])
    expect([...transcode('iso-2022-jp', Buffer.from('\x1b$BF', 'latin1'), 1)]).toEqual([undecodableByte])
    expect(transcode('hz-gb-2312', Buffer.from('a~\nb~~c~'), 1).toString('latin1')).toBe('ab~c\u00ff')
  })
})

describe('[E8] the encoding of text that cannot be cut in bytes', () => {
  it.each([
    ['utf-16le', 'utf-16le'],
    ['utf-16be', 'utf-16be'],
    ['utf-32le', 'utf-32le'],
    ['utf-32be', 'utf-32be'],
  ])('%s is found with and without its mark', (name) => {
    for (const text of ['id,name\r\n1,Müller\r\n2,x\r\n', '名前,住所\n山田太郎,東京都千代田区\n鈴木,大阪市\n']) {
      for (const addBOM of [true, false]) {
        expect(sniffEncoding([iconv.encode(text, name, { addBOM })])).toMatchObject({ name, bom: addBOM })
      }
    }
  })

  it('the mark says the order of bytes where the name leaves it open', () => {
    const bytes = iconv.encode('a,b\n', 'utf-16be', { addBOM: true })
    expect(sniffEncoding([bytes], 'UTF-16')).toMatchObject({ name: 'utf-16be', bom: true, confidence: 1 })
    expect(sniffEncoding([bytes], 'utf-16le')).toMatchObject({ name: 'utf-16le', bom: false })
  })

  it('ASCII with braces, tildes and NULs is what it is', () => {
    expect(sniffEncoding([Buffer.from('a,~{x y~}\nb,~{}\n')]).name).toBe('utf-8')
    expect(sniffEncoding([Buffer.from('a,\x1b$B;3ED\x1b(B\n', 'latin1')], 'utf-8').name).toBe('utf-8')
    expect(sniffEncoding([Buffer.from(`a,b\n\0,1\nx,\0\n${'name,1\n'.repeat(40)}`)]).name).toBe('utf-8')
  })
})
