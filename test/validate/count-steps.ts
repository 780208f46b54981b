import type { AST } from '@eslint-community/regexpp'
import { parsePattern } from '../../src/main/engine/validate/patterns/parse-pattern.ts'

/** Goes on behind a part of a match; whether the whole matches. */
type Next = (at: number) => boolean

/**
 * How many parts of a pattern a backtracking matcher tries on a text, as ECMA-262 describes it: greedy, in order, at each place of the text.
 * `Infinity` where it gave up.
 */
export function countSteps(source: string, flags: string, text: string): number {
  const { tree, flags: own } = parsePattern(source, flags)
  const characters = new Map<string, RegExp>()
  const limit = 300_000
  let steps = 0

  const takes = (node: AST.Node, at: number): boolean => {
    let one = characters.get(node.raw)
    if (!one) {
      one = new RegExp(node.raw, `${own.replace('m', '')}y`)
      characters.set(node.raw, one)
    }
    one.lastIndex = at
    return one.test(text)
  }
  const alternatives = (all: readonly AST.Alternative[], at: number, next: Next): boolean =>
    all.some(({ elements }) => sequence(elements, 0, at, next))
  const sequence = (elements: readonly AST.Element[], index: number, at: number, next: Next): boolean => {
    const element = elements[index]
    return element ? match(element, at, (behind) => sequence(elements, index + 1, behind, next)) : next(at)
  }
  const repeat = (node: AST.Quantifier, count: number, at: number, next: Next): boolean => {
    const more = (): boolean =>
      count < node.max &&
      match(node.element, at, (behind) => {
        if (behind === at && count >= node.min) return false
        return repeat(node, count + 1, behind, next)
      })
    if (count < node.min) return more()
    return node.greedy ? more() || next(at) : next(at) || more()
  }
  const match = (node: AST.Element, at: number, next: Next): boolean => {
    if (++steps > limit) throw new RangeError('too many steps')
    switch (node.type) {
      case 'Group':
      case 'CapturingGroup':
        return alternatives(node.alternatives, at, next)
      case 'Quantifier':
        return repeat(node, 0, at, next)
      case 'Assertion':
        return takes(node, at) && next(at)
      default:
        return at < text.length && takes(node, at) && next(at + 1)
    }
  }
  const anchored = tree.alternatives.every(
    ({ elements: [first] }) => first?.type === 'Assertion' && first.kind === 'start',
  )
  try {
    for (let at = 0; at <= (anchored ? 0 : text.length); at++)
      if (alternatives(tree.alternatives, at, () => true)) break
  } catch (error) {
    if (error instanceof RangeError) return Infinity
    throw error
  }
  return steps
}
