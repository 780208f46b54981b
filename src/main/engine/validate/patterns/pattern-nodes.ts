import { type AST, visitRegExpAST } from '@eslint-community/regexpp'

/** A node that stands for one character. */
export type CharacterNode = AST.Character | AST.CharacterSet | AST.CharacterClass

export function isCharacter(node: AST.Node): node is CharacterNode {
  return node.type === 'Character' || node.type === 'CharacterSet' || node.type === 'CharacterClass'
}

/** The alternatives of a group or of the whole pattern; none of anything else. */
export function alternativesOf(node: AST.Node): readonly AST.Alternative[] {
  return node.type === 'Group' || node.type === 'CapturingGroup' || node.type === 'Pattern' ? node.alternatives : []
}

/** Whether a node may match without taking a character. */
export function isNullable(node: AST.Node): boolean {
  if (node.type === 'Assertion') return true
  if (node.type === 'Quantifier') return node.min === 0 || isNullable(node.element)
  return alternativesOf(node).some(({ elements }) => elements.every(isNullable))
}

/** How many elements a node has when its counted repetitions are written out. */
export function expandedSize(node: AST.Node): number {
  if (node.type === 'Quantifier') {
    return 1 + expandedSize(node.element) * Math.max(1, node.min, node.max === Infinity ? 1 : node.max)
  }
  const alternatives = node.type === 'Assertion' && 'alternatives' in node ? node.alternatives : alternativesOf(node)
  let size = 1
  for (const { elements } of alternatives) for (const element of elements) size += expandedSize(element)
  return size
}

/** The names of groups and which of all groups they are, 0-based; a name may stand in several alternatives. */
export function groupNames(tree: AST.Pattern): ReadonlyMap<string, readonly number[]> {
  const names = new Map<string, number[]>()
  let place = 0
  visitRegExpAST(tree, {
    onCapturingGroupEnter: ({ name }) => {
      if (name !== null) names.set(name, [...(names.get(name) ?? []), place])
      place++
    },
  })
  return names
}

export function countGroups(node: AST.Node): number {
  let count = 0
  visitRegExpAST(node, { onCapturingGroupEnter: () => void count++ })
  return count
}

/** Whether a pattern refers back to one of its groups. */
export function hasBackreference(tree: AST.Pattern): boolean {
  let found = false
  visitRegExpAST(tree, { onBackreferenceEnter: () => void (found = true) })
  return found
}
