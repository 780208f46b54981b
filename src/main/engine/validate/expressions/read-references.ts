import { type ASTNode, type Environment } from '@marcbachmann/cel-js'
import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { assert } from '../../lib/assert.ts'
import { closest } from '../../lib/closest.ts'
import { allowedFunctions, allowedMethods, fitsMethod } from './environment.ts'
import { fieldVariables } from './field-variable.ts'
import { refusal, refuseExpression } from './refuse-expression.ts'

/** Where an expression stands, and what it may read. */
export interface ExpressionScope {
  readonly fields: readonly SchemaField[]
  /** Cloned for each expression. */
  readonly environment: Environment
  /** The field, 0-based, that the name `value` stands for in a check of it; null elsewhere. */
  readonly own: number | null
  /** Begins the message of a refusal: where the expression stands. */
  readonly place: string
  /** Takes note of a pattern, so that it can be run. */
  readonly addPattern: (pattern: string, place: string) => void
}

/** A field that an expression reads under a name. */
export interface FieldRead {
  /** 0-based, in the document. */
  readonly field: number
  readonly name: string
  /** The name that says whether the field is NULL, where the expression asks. */
  nullName: string | null
}

export interface References {
  /** The expression in names that CEL takes, each as long as what it stands for, so that positions stay. */
  readonly text: string
  readonly reads: readonly FieldRead[]
  readonly variables: ReadonlyMap<string, string>
}

/**
 * Finds what an expression reads and calls, and refuses what it may not [E2] [E7].
 * @throws AppError `schema-invalid`
 */
export function readReferences(source: string, scope: ExpressionScope): References {
  const reads = new Map<string, FieldRead>()
  const variables = new Map<string, string>()
  const edits: { start: number; end: number; text: string }[] = []
  const refuse = (node: ASTNode, why: string, hint: string): never => {
    throw refusal(scope.place, source, node.start, why, hint)
  }
  const read = (field: number, name: string): FieldRead => {
    const known = reads.get(name) ?? { field, name, nullName: null }
    reads.set(name, known)
    variables.set(name, fieldVariables[(scope.fields[field] as SchemaField).type].type)
    return known
  }
  const edit = (start: number, end: number, text: string): void => {
    assert(text.length <= end - start, 'names of expressions are no longer than what they stand for')
    edits.push({ start, end, text: text.padEnd(end - start) })
  }
  /** The field that a node stands for, under the name that it is to have; null where it is none. */
  const fieldOf = (node: ASTNode): FieldRead | null => {
    const written = fieldNameOf(node)
    if (written === null) return null
    if (node.op === 'id' && written === 'value' && scope.own !== null) return read(scope.own, written)
    const field = scope.fields.findIndex(({ name }) => name === written)
    if (field === -1) return refuse(node, `there is no field "${written}".`, unknownField(written, scope))
    const name = isPlainName(written, scope.environment) ? written : `_f${field}`
    if (node.op === 'id' && name !== written) {
      return refuse(node, `the name ${written} means something else here.`, `Write row["${written}"].`)
    }
    return read(field, name)
  }
  const visit = (node: ASTNode): void => {
    const field = fieldOf(node)
    if (field !== null) {
      if (node.op !== 'id') edit(node.start, node.end, field.name)
      return
    }
    switch (node.op) {
      case 'value':
        if (node.args === null) {
          refuse(node, 'null can only be compared with a field.', 'Write a field on the other side, as in end == null.')
        }
        return
      case '==':
      case '!=': {
        const tested = node.args.every(isNull)
          ? null
          : node.args.some(isNull)
            ? node.args.find((arg) => !isNull(arg))
            : null
        const asked = tested ? fieldOf(tested) : null
        if (!asked) break
        asked.nullName = `_n${asked.field}`
        const name = node.op === '==' ? asked.nullName : `_p${asked.field}`
        variables.set(`_n${asked.field}`, 'bool').set(`_p${asked.field}`, 'bool')
        return edit(node.start, node.end, name)
      }
      case 'call':
        if (!allowedFunctions.has(node.args[0]))
          refuse(node, `there is no function ${node.args[0]}.`, functionsHint(allowedFunctions))
        break
      case 'rcall': {
        const [method, receiver, [first]] = node.args
        if (!allowedMethods.has(method)) refuse(node, `there is no method ${method}.`, functionsHint(allowedMethods))
        if (method !== 'matches') break
        const pattern = first?.op === 'value' ? first.args : null
        if (!first || typeof pattern !== 'string')
          return refuse(node, 'matches needs a pattern that is written out.', 'Write a text in quotes.')
        scope.addPattern(pattern, `${scope.place}: the pattern of matches`)
        const at = source.lastIndexOf(method, first.start)
        assert(at >= receiver.end, 'a method stands between its receiver and its arguments')
        edit(at, at + method.length, fitsMethod)
        break
      }
      case '.':
      case '.?':
        refuse(node, 'values have no parts.', 'Write row["name"] for a field whose name is no plain word.')
        break
      default:
      // Operators and literals only hold others.
    }
    for (const child of childrenOf(node)) visit(child)
  }
  try {
    visit(scope.environment.parse(source).ast)
  } catch (error) {
    throw refuseExpression(error, source, scope.place)
  }
  let text = source
  for (const { start, end, text: name } of edits) text = text.slice(0, start) + name + text.slice(end)
  if (callsMatches(scope.environment.parse(text).ast)) {
    // The name was found in a comment; what is left would run the pattern on V8.
    throw refusal(scope.place, source, 0, 'a comment stands in a call of matches.', 'Take the comment out.')
  }
  return { text, reads: [...reads.values()], variables }
}

function callsMatches(node: ASTNode): boolean {
  return (node.op === 'rcall' && node.args[0] === 'matches') || childrenOf(node).some(callsMatches)
}

/** The field that a node names: an identifier, or `row` with a name. */
function fieldNameOf(node: ASTNode): string | null {
  if (node.op === 'id') return node.args
  if (node.op !== '[]' && node.op !== '.') return null
  const [row, name] = node.args
  if (row.op !== 'id' || row.args !== 'row') return null
  if (typeof name === 'string') return name
  return name.op === 'value' && typeof name.args === 'string' ? name.args : null
}

/** Whether a name can stand for itself: a word of letters, digits and `_` that begins with a letter and means nothing else. */
function isPlainName(name: string, environment: Environment): boolean {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(name) && name !== 'row' && !reserved.has(name) && !environment.hasVariable(name)
}

const reserved: ReadonlySet<string> = new Set([
  ...[
    'true',
    'false',
    'null',
    'in',
    'as',
    'break',
    'const',
    'continue',
    'else',
    'for',
    'function',
    'if',
    'import',
    'let',
  ],
  ...['loop', 'package', 'namespace', 'return', 'var', 'void', 'while', 'prototype'],
])

function isNull(node: ASTNode): boolean {
  return node.op === 'value' && node.args === null
}

function childrenOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return []
    case '!_':
    case '-_':
      return [node.args]
    case 'list':
      return node.args
    case 'map':
      return node.args.flat()
    case 'call':
      return node.args[1]
    case 'rcall':
      return [node.args[1], ...node.args[2]]
    case '.':
    case '.?':
      return [node.args[0]]
    default:
      return node.args
  }
}

function unknownField(written: string, { fields }: ExpressionScope): string {
  const names = fields.map(({ name }) => name)
  const meant = closest(written, names)
  return meant === null
    ? `Fields are: ${names.join(', ')}.`
    : `Did you mean ${/^\w+$/.test(meant) ? meant : `row["${meant}"]`}?`
}

function functionsHint(allowed: ReadonlySet<string>): string {
  return `There are: ${[...allowed].join(', ')}.`
}
