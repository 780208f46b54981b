import type { CharacterNode } from './pattern-nodes.ts'

/** Characters with which a match can begin: each of ASCII as a bit, and whether there may be others. */
export interface FirstCharacters {
  readonly ascii: bigint
  readonly beyond: boolean
}

export const noCharacters: FirstCharacters = { ascii: 0n, beyond: false }

export function union(one: FirstCharacters, other: FirstCharacters): FirstCharacters {
  return { ascii: one.ascii | other.ascii, beyond: one.beyond || other.beyond }
}

export function overlap(one: FirstCharacters, other: FirstCharacters): boolean {
  return (one.ascii & other.ascii) !== 0n || (one.beyond && other.beyond)
}

/** Tells what one character of a pattern can be. V8 is asked about ASCII, so that case and classes mean here what they mean there. */
export function firstCharacterReader(flags: string): (node: CharacterNode) => FirstCharacters {
  const known = new Map<string, FirstCharacters>()
  return (node) => {
    let found = known.get(node.raw)
    if (!found) {
      found = readCharacters(node, flags)
      known.set(node.raw, found)
    }
    return found
  }
}

function readCharacters(node: CharacterNode, flags: string): FirstCharacters {
  const one = new RegExp(`^(?:${node.raw})$`, flags.replace('m', ''))
  let ascii = 0n
  for (let code = 0; code < 128; code++) if (one.test(String.fromCharCode(code))) ascii |= 1n << BigInt(code)
  // The only characters beyond ASCII that are ASCII in another case, by Unicode: long s and the sign of Kelvin.
  return { ascii, beyond: mayBeBeyond(node) || one.test('\u017f') || one.test('\u212a') }
}

function mayBeBeyond(node: CharacterNode): boolean {
  if (node.type === 'Character') return node.value >= 128
  if (node.type !== 'CharacterClass') return node.kind !== 'digit' && node.kind !== 'word' ? true : node.negate
  if (node.negate || node.unicodeSets) return true
  return node.elements.some((element) =>
    element.type === 'CharacterClassRange' ? element.max.value >= 128 : mayBeBeyond(element),
  )
}
