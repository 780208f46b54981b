import { posix } from 'node:path'
import type { ZipArchive } from '../../../source/zip-archive.ts'
import type { ZipEntry } from '../../../source/zip-directory.ts'
import { scanWholePart } from './scan-part.ts'
import { attributeText } from './xml-text.ts'

/** What a part says about another one that it needs. */
export interface Relationship {
  readonly id: string
  /** The last word of its type, which transitional and strict workbooks share: `worksheet`, `styles`, `vbaProject`. */
  readonly type: string
  /** As it is written. */
  readonly target: string
  /** Points out of the file. Such a target is never followed. */
  readonly external: boolean
  /** The part that it names; null where it is external or the archive lacks it. */
  readonly entry: ZipEntry | null
}

const [idAttribute, typeAttribute, targetAttribute, modeAttribute] = [0, 1, 2, 3]

/** What a part relates to (ECMA-376 part 2, 6.5); nothing where it has no relationships. An empty name means the package itself. */
export async function readRelationships(zip: ZipArchive, partName: string): Promise<Relationship[]> {
  const folder = posix.dirname(partName)
  const entry = zip.find(posix.join(folder, '_rels', `${posix.basename(partName)}.rels`))
  if (entry === null) return []
  const name = { path: zip.path, part: entry.name }
  const found: Relationship[] = []
  await scanWholePart(zip, entry, {
    elements: ['Relationship'],
    attributes: ['Id', 'Type', 'Target', 'TargetMode'],
    open: (element, depth, attributes) => {
      if (element !== 0 || depth !== 1) return
      const text = (attribute: number): string => attributeText(attributes, attribute, name) ?? ''
      const external = text(modeAttribute).toLowerCase() === 'external'
      found.push({
        id: text(idAttribute),
        type: text(typeAttribute).split('/').at(-1) ?? '',
        target: text(targetAttribute),
        external,
        entry: external ? null : findTarget(zip, folder, text(targetAttribute)),
      })
    },
    text: () => {},
    close: () => false,
  })
  return found
}

function findTarget(zip: ZipArchive, folder: string, target: string): ZipEntry | null {
  const path = target.replaceAll('\\', '/')
  const name = posix.normalize(path.startsWith('/') ? path.slice(1) : posix.join(folder, path))
  return zip.find(name) ?? zip.find(unescaped(name))
}

/** Part names are written as in addresses; some programs escape in one place and not in the other. */
function unescaped(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
