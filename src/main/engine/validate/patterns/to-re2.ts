import type { AST } from '@eslint-community/regexpp'
import { codePointRanges } from './code-point-ranges.ts'
import type { ParsedPattern } from './parse-pattern.ts'
import { type CharacterNode, isCharacter } from './pattern-nodes.ts'

/** What of a pattern RE2 has no words for; `position` is 1-based in the pattern. */
export interface Inexpressible {
  readonly what: string
  readonly position: number
  readonly suggestion: string
}

/** Thrown within this folder only. */
export class InexpressibleError extends Error {
  readonly found: Inexpressible
  constructor(found: Inexpressible) {
    super(found.what)
    this.found = found
  }
}

/**
 * [R4] Writes a pattern of JavaScript as RE2 has it. Characters are written as the code points that V8 takes for them, so no flag is needed.
 * @throws InexpressibleError
 */
export function toRe2({ tree, flags }: ParsedPattern): string {
  return writeAlternatives(tree.alternatives, flags)
}

function writeAlternatives(alternatives: readonly AST.Alternative[], flags: string): string {
  return alternatives.map(({ elements }) => elements.map((element) => write(element, flags)).join('')).join('|')
}

function write(node: AST.Element, flags: string): string {
  if (isCharacter(node)) return writeCharacter(node, flags)
  switch (node.type) {
    case 'Group':
      if (node.modifiers !== null) throw missing(node, 'flags of a part', 'Give the flags to the whole pattern.')
      return `(?:${writeAlternatives(node.alternatives, flags)})`
    case 'CapturingGroup':
      return `(${writeAlternatives(node.alternatives, flags)})`
    case 'Quantifier':
      return `${write(node.element, flags)}${writeCounts(node)}${node.greedy ? '' : '?'}`
    case 'Assertion':
      return writeAssertion(node, flags)
    case 'Backreference':
      throw missing(node, 'a reference to a group', 'Write out what the group may hold, or compare cells by a rule.')
    default:
      throw missing(node, 'a set of strings', 'Write its strings as alternatives.')
  }
}

function writeCharacter(node: CharacterNode, flags: string): string {
  if (node.type === 'Character' && !flags.includes('i')) return hex(node.value)
  const ranges = codePointRanges(node, flags)
  if (ranges.length === 0) return `[^${hex(0)}-${hex(0x10ffff)}]`
  return `[${ranges.map(([first, last]) => (first === last ? hex(first) : `${hex(first)}-${hex(last)}`)).join('')}]`
}

function hex(codePoint: number): string {
  return `\\x{${codePoint.toString(16)}}`
}

function writeCounts({ min, max }: AST.Quantifier): string {
  if (max === Infinity) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`
  return min === 0 && max === 1 ? '?' : `{${min},${max}}`
}

function writeAssertion(node: AST.Assertion, flags: string): string {
  switch (node.kind) {
    case 'start':
    case 'end':
      // RE2 knows one line end, JavaScript four.
      if (flags.includes('m')) throw missing(node, `${node.raw} with the flag m`, 'Take the flag m off.')
      return node.kind === 'start' ? '\\A' : '\\z'
    case 'word':
      return node.negate ? '\\B' : '\\b'
    case 'lookahead':
      throw missing(
        node,
        'a lookahead that does not come right after ^',
        'Put it right after the ^ of the whole pattern, or make two patterns of it.',
      )
    case 'lookbehind':
      throw missing(
        node,
        'a lookbehind',
        'Write what comes before as a part of the pattern, or make two patterns of it.',
      )
  }
}

function missing(node: AST.Node, what: string, suggestion: string): InexpressibleError {
  return new InexpressibleError({ what, position: node.start + 1, suggestion })
}
