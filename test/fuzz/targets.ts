import * as zlib from 'node:zlib'
import { makeZip, type ZipPart } from '../support/make-zip.ts'
import { mutateXml } from './mutate-xml.ts'
import { markupWords, mutate, textWords, type Words, xlsWords, xmlWords, zipWords } from './mutate.ts'
import type { Random } from './random.ts'
import { textSeeds } from './text-seeds.ts'
import { flatOds, htmlPages, odsPackages, spreadsheetMl, xlsbPackages, xlsFiles } from './held-seeds.ts'
import { workbookSeeds } from './workbook-seeds.ts'

/** A kind of file that is mutated. A format joins by being listed. */
export interface Target {
  readonly name: string
  readonly ending: string
  make(random: Random): Buffer
}

export const targets: readonly Target[] = [
  { name: 'csv', ending: 'csv', make: (random) => mutate(random.pick(textSeeds), textWords, random) },
  { name: 'gz', ending: 'csv.gz', make: (random) => packed(random, zlib.gzipSync) },
  ...('zstdCompressSync' in zlib
    ? [{ name: 'zst', ending: 'csv.zst', make: (random: Random) => packed(random, zlib.zstdCompressSync) }]
    : []),
  { name: 'xlsx', ending: 'xlsx', make: (random) => rezipped(random.pick(workbookSeeds), xmlWords, random) },
  // An archive bears little, so that little is changed.
  { name: 'zip', ending: 'xlsx', make: (random) => mutate(makeZip(random.pick(workbookSeeds)), zipWords, random, 1) },
  // Neither do records, of which each begins where the one before ends.
  { name: 'xls', ending: 'xls', make: (random) => mutate(random.pick(xlsFiles), xlsWords, random, 1) },
  { name: 'xlsb', ending: 'xlsb', make: (random) => rezipped(random.pick(xlsbPackages), xlsWords, random) },
  { name: 'ods', ending: 'ods', make: (random) => rezipped(random.pick(odsPackages), markupWords, random) },
  { name: 'fods', ending: 'fods', make: (random) => changed(random.pick(flatOds), markupWords, random) },
  { name: 'xml', ending: 'xml', make: (random) => changed(random.pick(spreadsheetMl), markupWords, random) },
  { name: 'html', ending: 'html', make: (random) => changed(random.pick(htmlPages), markupWords, random) },
]

/** Markup that was changed as such more often than as bytes. */
function changed(bytes: Buffer, words: Words, random: Random): Buffer {
  return (random.percent(75) ? mutateXml : mutate)(bytes, words, random)
}

/** Text that was packed: either is changed, as often as not. */
function packed(random: Random, pack: (bytes: Buffer) => Buffer): Buffer {
  const text = random.pick(textSeeds)
  return random.percent(50)
    ? pack(mutate(text, textWords, random))
    : mutate(pack(text), [...zipWords, pack(text)], random)
}

/** A workbook of which parts changed, in an archive that is as it should be. */
function rezipped(parts: readonly ZipPart[], words: Words, random: Random): Buffer {
  const chosen = random.percent(30) ? random.below(parts.length) : -1
  const mutated = parts.map((part, index): ZipPart => {
    const hit = index === chosen || random.percent(isSheet(part) ? 80 : 10)
    if (!hit) return part
    const content = Buffer.from(part.content as string)
    const isMarkup = !part.name.endsWith('.bin')
    return { ...part, content: isMarkup ? changed(content, words, random) : mutate(content, words, random, 1) }
  })
  if (random.percent(5)) mutated.splice(random.below(mutated.length), 1)
  if (random.percent(5)) mutated.push({ ...random.pick(mutated) })
  return makeZip(mutated)
}

function isSheet({ name }: ZipPart): boolean {
  return name.includes('sheet1') || name === 'content.xml'
}
