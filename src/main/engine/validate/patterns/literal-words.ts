import type { AST } from '@eslint-community/regexpp'
import type { ParsedPattern } from './parse-pattern.ts'

/** The texts that a pattern like `^(a|b|c)$` allows, and no others; null for any other pattern. */
export function literalWords({ tree, flags }: ParsedPattern): readonly string[] | null {
  if (flags.includes('i') || flags.includes('m')) return null
  const [only, second] = tree.alternatives
  if (!only || second) return null
  const [start, ...rest] = only.elements
  const end = rest.pop()
  if (!isEdge(start, 'start') || !isEdge(end, 'end')) return null
  const [group, more] = rest
  if (group && !more && (group.type === 'CapturingGroup' || (group.type === 'Group' && group.modifiers === null)))
    return wordsOf(group.alternatives)
  const word = literal(rest)
  return word === null ? null : [word]
}

function isEdge(element: AST.Element | undefined, kind: 'start' | 'end'): boolean {
  return element?.type === 'Assertion' && element.kind === kind
}

function wordsOf(alternatives: readonly AST.Alternative[]): string[] | null {
  const words = alternatives.map(({ elements }) => literal(elements))
  return words.every((word) => word !== null) ? words : null
}

/** The text that elements stand for, null where one of them is more than a character. */
function literal(elements: readonly AST.Element[]): string | null {
  let text = ''
  for (const element of elements) {
    if (element.type !== 'Character') return null
    text += String.fromCodePoint(element.value)
  }
  return text
}
