import type { z } from 'zod'
import { closest } from '../lib/closest.ts'
import type { SchemaFault } from './faults.ts'
import { knownKeys } from './known-keys.ts'

/** Everything in a value that is not as its shape has it, place by place in the order of the document. */
export function shapeFaults(shape: z.ZodType, value: unknown, error: z.ZodError): SchemaFault[] {
  return error.issues
    .flatMap((issue) => narrow(issue, value))
    .flatMap((issue) => {
      const place = placeOf(issue.path, value)
      return reasonsOf(issue, shape, value).map(({ message, hint }) => ({ message: `${place}: ${message}.`, hint }))
    })
}

type Issue = z.core.$ZodIssue

/** Of the alternatives of a union, the one that was most probably meant; anything else as it is. */
function narrow(issue: Issue, value: unknown): Issue[] {
  if (issue.code !== 'invalid_union' || issue.discriminator !== undefined || issue.errors.length === 0) return [issue]
  if (hasOwnWords(issue)) return [issue]
  const found = issue.path.reduce(within, value)
  // An alternative of which the value is no instance at all, or that is told by a word which is not there, was not meant.
  const meant = issue.errors.filter((issues) =>
    issues.every((inner) => (inner.path.length > 0 || !isOtherKind(inner.code)) && !lacksDiscriminator(inner, found)),
  )
  const [best] = meant.sort((one, other) => one.length - other.length)
  if (best)
    return best
      .map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))
      .flatMap((inner) => narrow(inner, value))
  const words = issue.errors.flatMap((issues) => issues.flatMap((inner) => ('values' in inner ? inner.values : [])))
  if (words.length === 0) return [issue]
  return [{ code: 'invalid_value', values: words, path: issue.path, message: issue.message }]
}

/** Whether a shape says by itself what is wrong, instead of zod's usual words. */
function hasOwnWords({ message }: Issue): boolean {
  return message !== 'Invalid input'
}

function lacksDiscriminator(issue: Issue, found: unknown): boolean {
  return (
    issue.code === 'invalid_union' && 'discriminator' in issue && within(found, issue.discriminator ?? '') === undefined
  )
}

function isOtherKind(code: Issue['code']): boolean {
  return code === 'invalid_type' || code === 'invalid_value'
}

function reasonsOf(issue: Issue, shape: z.ZodType, value: unknown): SchemaFault[] {
  const found = issue.path.reduce(within, value)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownWord(key, 'is no property here', knownKeys(shape, issue.path)))
    case 'invalid_value':
      return [found === undefined ? missing : unknownWord(found, 'is not known here', issue.values)]
    case 'invalid_union':
      if (found === undefined) return [missing]
      if ('options' in issue) return [unknownWord(found, 'is not known here', issue.options ?? [])]
      if (hasOwnWords(issue)) return [{ message: issue.message, hint: null }]
      return [{ message: `${shown(found)} should be ${kindsOf(issue).join(' or ')}`, hint: null }]
    case 'invalid_type':
      if (found === undefined) return [missing]
      return [{ message: `${shown(found)} should be ${kinds[issue.expected] ?? issue.expected}`, hint: null }]
    case 'invalid_format':
      // A format with words of its own keeps them.
      if (!issue.message.startsWith('Invalid')) return [{ message: issue.message, hint: null }]
      return [{ message: `${shown(found)} does not fit ${issue.pattern ?? issue.format}`, hint: null }]
    case 'too_small':
      return [{ message: `${shown(found)} ${sizeWords('least', issue.origin, issue.minimum)}`, hint: null }]
    case 'too_big':
      return [{ message: `${shown(found)} ${sizeWords('most', issue.origin, issue.maximum)}`, hint: null }]
    default:
      return [{ message: issue.message, hint: null }]
  }
}

const missing: SchemaFault = { message: 'is missing', hint: null }

/** A word that nobody knows at its place, with the one that was probably meant, or else all that there are. */
function unknownWord(word: unknown, why: string, known: readonly unknown[]): SchemaFault {
  const words = known.map(String)
  const near = typeof word === 'string' ? closest(word, words) : null
  const hint = near === null ? `There are: ${words.join(', ')}.` : `Did you mean "${near}"?`
  return { message: `${shown(word)} ${why}`, hint: words.length === 0 ? null : hint }
}

/** The kinds of value that the alternatives of a union are of. */
function kindsOf({ errors }: Extract<Issue, { code: 'invalid_union' }>): string[] {
  const expected = errors.flat().flatMap((inner) => (inner.code === 'invalid_type' ? [inner.expected] : []))
  return [...new Set(expected.map((kind) => kinds[kind] ?? kind))]
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
}

function sizeWords(end: 'least' | 'most', origin: string, size: number | bigint): string {
  const [one, many] = units[origin] ?? ['', '']
  if (one === '') return `should be at ${end} ${size}`
  return `should have at ${end} ${size} ${Number(size) === 1 ? one : many}`
}

const units: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
}

const longestShown = 60

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > longestShown ? `${text.slice(0, longestShown - 1)}…` : text
}

function within(at: unknown, key: PropertyKey): unknown {
  return typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined
}

/** Where in the document, in words: which rule or field, by number and name. */
function placeOf(path: readonly PropertyKey[], value: unknown): string {
  const words: string[] = []
  let at: unknown = value
  for (const [depth, key] of path.entries()) {
    at = within(at, key)
    if (typeof key === 'number') {
      const list = String(path[depth - 1] ?? 'entry').replace(/s$/, '')
      words.pop()
      words.push(`${list} ${key + 1}${nameOf(at)}`)
    } else words.push(String(key))
  }
  return words.length === 0 ? 'the document' : words.join(', ')
}

function nameOf(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return ''
  const { field, name } = entry as { field?: unknown; name?: unknown }
  const found = typeof field === 'string' ? field : name
  return typeof found === 'string' ? ` ("${found}")` : ''
}
