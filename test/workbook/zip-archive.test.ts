import { describe, expect, it } from 'vitest'
import { defaultLimits, type Limits } from '../../src/main/engine/lib/limits.ts'
import { openZip } from '../../src/main/engine/source/zip-archive.ts'
import { makeZip, type ZipPart } from '../support/make-zip.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { refusalOf } from './xlsx-reading.ts'

const temp = useTempFolder()
let made = 0

/** The contents of all entries, in the order of the directory. */
async function contents(bytes: Buffer, limits: Partial<Limits> = {}): Promise<string[]> {
  const zip = await openZip(temp.file(`${made++}.zip`, bytes), { ...defaultLimits, ...limits })
  try {
    const texts: string[] = []
    for (const entry of zip.entries) {
      const pieces: Buffer[] = []
      for await (const piece of zip.read(entry)) pieces.push(piece)
      texts.push(Buffer.concat(pieces).toString())
    }
    return texts
  } finally {
    await zip.close()
  }
}

const long = 'some text that repeats, '.repeat(100_000)
const refusalFor = (parts: readonly ZipPart[], limits: Partial<Limits> = {}): ReturnType<typeof refusalOf> =>
  refusalOf(contents(makeZip(parts), limits))

describe('a zip archive', () => {
  it('gives back what was put in, stored or deflated, in any length', async () => {
    const parts = [
      { name: 'a/b.txt', content: 'x' },
      { name: 'empty', content: '' },
      { name: 'also empty', content: '', stored: true },
      { name: 'long', content: long },
      { name: 'stored', content: long, stored: true },
    ]
    expect(await contents(makeZip(parts))).toEqual(parts.map(({ content }) => content))
  })

  it('finds entries whatever their case and the way their folders are written', async () => {
    const zip = await openZip(
      temp.file('names.zip', makeZip([{ name: 'XL\\Sheet1.XML', content: 'x' }])),
      defaultLimits,
    )
    expect([zip.find('xl/sheet1.xml')?.name, zip.find('xl/sheet2.xml')]).toEqual(['XL/Sheet1.XML', null])
    await zip.close()
  })

  it('[Z1] sizes and checksums are verified', async () => {
    const refusals = [
      await refusalFor([{ name: 'a', content: 'text', checksum: 1 }]),
      await refusalFor([{ name: 'a', content: 'text', inflatedBytes: 5 }]),
      await refusalFor([{ name: 'a', content: long, inflatedBytes: 10 }]),
    ]
    expect(refusals.map(({ code }) => code)).toEqual(['file-unsupported', 'file-unsupported', 'file-hostile'])
    expect(refusals[0]?.message).toContain('"a" does not match its checksum')
  })

  it('[Z2] what grows beyond all measure is refused', async () => {
    const parts = [{ name: 'bomb', content: Buffer.alloc(3_000_000) }]
    expect(await refusalFor(parts, { inflatedBytes: 1_000_000 })).toMatchObject({ code: 'file-hostile' })
    expect(await contents(makeZip(parts), { inflatedBytes: 1_000_000, inflationRatio: 2000 })).toHaveLength(1)
  })

  it('[Z3] entries that deceive are refused', async () => {
    const codes = [
      [
        { name: 'a', content: 'x' },
        { name: 'b', content: 'x', sharesBytesOf: 'a' },
      ],
      [
        { name: 'a.xml', content: 'x' },
        { name: 'A.XML', content: 'y' },
      ],
      [{ name: '../a', content: 'x' }],
      [{ name: 'a', content: 'x', localName: 'b' }],
    ].map(async (parts) => (await refusalFor(parts)).code)
    expect(await Promise.all(codes)).toEqual(Array.from({ length: 4 }, () => 'file-hostile'))
  })

  it('[Z4] what cannot be read is damage', async () => {
    const parts = [{ name: 'a', content: long }]
    const whole = makeZip(parts)
    const broken = Buffer.from(whole)
    broken.fill(0xff, 200, 300)
    const refusals = await Promise.all([
      refusalFor([{ name: 'a', content: 'x', flags: 1 }]),
      refusalFor([{ name: 'a', content: 'x', method: 12 }]),
      refusalOf(contents(Buffer.concat([Buffer.from('garbage'), whole]))),
      refusalOf(contents(whole.subarray(0, whole.length / 2))),
      refusalOf(contents(broken)),
      refusalOf(contents(Buffer.from('no archive'))),
      refusalOf(contents(Buffer.alloc(0))),
    ])
    expect(refusals.map(({ code }) => code)).toEqual(Array.from({ length: 7 }, () => 'file-unsupported'))
  })

  it('[Z1] no byte can be changed in what is read without being noticed', async () => {
    const whole = makeZip([{ name: 'a', content: 'name,amount\nx,1\ny,2\n' }])
    const original = await contents(whole)
    for (let at = 0; at < whole.length; at++) {
      const changed = Buffer.from(whole)
      changed[at] = (changed[at] ?? 0) ^ 0x40
      const outcome = await contents(changed).catch((error: unknown) => error)
      if (Array.isArray(outcome)) expect(outcome.length === 0 || outcome[0] === original[0], `byte ${at}`).toBe(true)
      else expect(outcome).toMatchObject({ code: expect.stringMatching(/^file-/) })
    }
  })
})
