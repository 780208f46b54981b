import * as zlib from 'node:zlib'
import { makeZip, type ZipPart } from '../support/make-zip.ts'
import { mutateXml } from './mutate-xml.ts'
import { mutate, textWords, xmlWords, zipWords } from './mutate.ts'
import type { Random } from './random.ts'
import { textSeeds } from './text-seeds.ts'
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
  { name: 'xlsx', ending: 'xlsx', make: rezipped },
  // An archive bears little, so that little is changed.
  { name: 'zip', ending: 'xlsx', make: (random) => mutate(makeZip(random.pick(workbookSeeds)), zipWords, random, 1) },
]

/** Text that was packed: either is changed, as often as not. */
function packed(random: Random, pack: (bytes: Buffer) => Buffer): Buffer {
  const text = random.pick(textSeeds)
  return random.percent(50)
    ? pack(mutate(text, textWords, random))
    : mutate(pack(text), [...zipWords, pack(text)], random)
}

/** A workbook of which parts changed, in an archive that is as it should be. */
function rezipped(random: Random): Buffer {
  const parts = random.pick(workbookSeeds)
  const chosen = random.percent(30) ? random.below(parts.length) : -1
  const changed = parts.map((part, index): ZipPart => {
    const hit = index === chosen || random.percent(isSheet(part) ? 80 : 10)
    const change = random.percent(75) ? mutateXml : mutate
    return hit ? { ...part, content: change(Buffer.from(part.content as string), xmlWords, random) } : part
  })
  if (random.percent(5)) changed.splice(random.below(changed.length), 1)
  if (random.percent(5)) changed.push({ ...random.pick(changed) })
  return makeZip(changed)
}

function isSheet({ name }: ZipPart): boolean {
  return name.includes('sheet1')
}
