import type { AST } from '@eslint-community/regexpp'
import { type FirstCharacters, firstCharacterReader, noCharacters, overlap, union } from './first-characters.ts'
import type { ParsedPattern } from './parse-pattern.ts'
import { alternativesOf, type CharacterNode, isCharacter, isNullable } from './pattern-nodes.ts'

/**
 * [R3] Whether a backtracking matcher provably needs time linear in the text, whatever the text is. Three things must hold:
 *
 * - Where the matcher chooses (which alternative, once more or on), the next character decides: the sets of characters with which
 *   the ways can begin are disjoint. Each way that is tried later then fails at its first character. Outside of repetitions a few
 *   choices may be open: each only multiplies the cost by a constant, and the product is bounded.
 * - What is repeated takes a character each time.
 * - The pattern begins with `^`, or what is tried at each place of the text takes bounded time there: no unbounded repetition but
 *   one after which nothing can fail.
 *
 * The first is the condition of deterministic ("one-unambiguous") expressions: Brüggemann-Klein and Wood, Information and Computation 140 (1998).
 */
export function isLinear({ tree, flags }: ParsedPattern): boolean {
  const anchored = !flags.includes('m') && tree.alternatives.every(({ elements: [first] }) => isStart(first))
  if (!anchored && !tree.alternatives.every(isBoundedAttempt)) return false
  const walk: Walk = { read: firstCharacterReader(flags), openChoices: 1 }
  return choicesAreDecided(tree, noCharacters, false, walk) && walk.openChoices <= maxOpenChoices
}

const maxOpenChoices = 64

interface Walk {
  /** What one character of the pattern can be. */
  readonly read: (node: CharacterNode) => FirstCharacters
  /** The product of the ways of all choices that the next character does not decide. */
  openChoices: number
}

function isStart(element: AST.Element | undefined): boolean {
  return element?.type === 'Assertion' && element.kind === 'start'
}

/** Whether trying an alternative at one place takes bounded time, unless it matches. */
function isBoundedAttempt({ elements }: AST.Alternative): boolean {
  const index = elements.findIndex((element) => !isBounded(element))
  const first = elements[index]
  if (!first) return true
  return first.type === 'Quantifier' && isCharacter(first.element) && elements.slice(index + 1).every(cannotFail)
}

function isBounded(node: AST.Element): boolean {
  if (node.type === 'Quantifier') return node.max !== Infinity && isBounded(node.element)
  return alternativesOf(node).every(({ elements }) => elements.every(isBounded))
}

/** Nothing that it takes is given back, so that replacing every match does not read the same characters again and again. */
function cannotFail(node: AST.Element): boolean {
  return node.type === 'Quantifier' && node.min === 0 && isCharacter(node.element)
}

/** The characters with which a match of a node can begin; none for an empty match. */
function firstOf(node: AST.Node, read: Walk['read']): FirstCharacters {
  if (isCharacter(node)) return read(node)
  if (node.type === 'Assertion') return noCharacters
  if (node.type === 'Quantifier') return node.max === 0 ? noCharacters : firstOf(node.element, read)
  return alternativesOf(node).reduce((first, { elements }) => union(first, firstOfAll(elements, read)), noCharacters)
}

function firstOfAll(elements: readonly AST.Element[], read: Walk['read']): FirstCharacters {
  let first = noCharacters
  for (const element of elements) {
    first = union(first, firstOf(element, read))
    if (!isNullable(element)) break
  }
  return first
}

/** `follow` is what can come right behind the node; `repeated`, whether it stands inside a repetition. */
function choicesAreDecided(node: AST.Node, follow: FirstCharacters, repeated: boolean, walk: Walk): boolean {
  if (isCharacter(node)) return true
  if (node.type === 'Assertion') return node.kind !== 'lookahead' && node.kind !== 'lookbehind'
  if (node.type === 'Quantifier') return repetitionIsDecided(node, follow, repeated, walk)
  if (node.type === 'Group' && node.modifiers !== null) return false
  const alternatives = alternativesOf(node)
  // Anything else, such as a backreference.
  if (alternatives.length === 0) return false
  const heads: FirstCharacters[] = []
  let isOpen = false
  for (const { elements } of alternatives) {
    let after = follow
    for (const element of elements.toReversed()) {
      if (!choicesAreDecided(element, after, repeated, walk)) return false
      after = isNullable(element) ? union(firstOf(element, walk.read), after) : firstOf(element, walk.read)
    }
    // An empty way takes no character, so none rules it out.
    const head = elements.every(isNullable) ? union(after, follow) : after
    isOpen ||= heads.some((other) => overlap(head, other))
    heads.push(head)
  }
  const empty = alternatives.filter(({ elements }) => elements.every(isNullable)).length
  return !(isOpen || empty > 1) || leftOpen(alternatives.length, repeated, walk)
}

function repetitionIsDecided(
  { min, max, element }: AST.Quantifier,
  follow: FirstCharacters,
  repeated: boolean,
  walk: Walk,
): boolean {
  const again = max > 1
  if (isNullable(element) && (again || min !== max)) return false
  const first = firstOf(element, walk.read)
  const behind = again ? union(first, follow) : follow
  if (!choicesAreDecided(element, behind, repeated || again, walk)) return false
  if (min === max || !overlap(first, follow)) return true
  return max !== Infinity && leftOpen(max - min + 1, repeated, walk)
}

function leftOpen(ways: number, repeated: boolean, walk: Walk): boolean {
  walk.openChoices *= ways
  return !repeated
}
