import type { AST } from '@eslint-community/regexpp'
import { type ParsedPattern, parseWithFlags } from './parse-pattern.ts'
import { countGroups, hasBackreference } from './pattern-nodes.ts'

/** A pattern whose lookaheads were taken out: a text matches where `rest` does, and each of `ahead` does or does not. */
export interface TakenApart {
  readonly ahead: readonly { readonly pattern: ParsedPattern; readonly negate: boolean }[]
  readonly rest: ParsedPattern
}

/**
 * [R7] Takes the lookaheads apart that come right behind the `^` of a pattern, as in `^(?=.*\d)(?!.*\s).{8,}$`: each of them is a
 * pattern of its own from the start of the text on. Null for a pattern without any, or where a part refers to a group of another.
 */
export function leadingLookaheads({ source, flags, tree }: ParsedPattern): TakenApart | null {
  const [only, second] = tree.alternatives
  if (!only || second || flags.includes('m') || hasBackreference(tree)) return null
  const [start, ...elements] = only.elements
  if (start?.type !== 'Assertion' || start.kind !== 'start') return null
  const end = elements.findIndex((element) => !isLookahead(element))
  const lookaheads = elements.slice(0, end === -1 ? elements.length : end).filter(isLookahead)
  const last = lookaheads.at(-1)
  if (!last) return null
  const reparse = (text: string): ParsedPattern => parseWithFlags(text, flags)
  // Groups keep their numbers, for what replaces the match.
  const groups = '()'.repeat(lookaheads.reduce((count, lookahead) => count + countGroups(lookahead), 0))
  return {
    ahead: lookaheads.map(({ alternatives, negate }) => ({
      pattern: reparse(`^(?:${alternatives.map(({ raw }) => raw).join('|')})`),
      negate,
    })),
    rest: reparse(`^${groups}${source.slice(last.end)}`),
  }
}

function isLookahead(element: AST.Element): element is AST.LookaheadAssertion {
  return element.type === 'Assertion' && element.kind === 'lookahead'
}
