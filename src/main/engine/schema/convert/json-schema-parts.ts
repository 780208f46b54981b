import { isObject } from './field-draft.ts'

export type Definition = Readonly<Record<string, unknown>>

interface Resolved {
  readonly definition: Definition
  /** Whether null is among the values that it allows. */
  readonly nullable: boolean
  /** What of it could not be followed, in words; null where all was. */
  readonly unresolved: string | null
}

/** References that are followed one after the other; more are a circle. */
const mostReferences = 20

/**
 * A definition with the references inside of its document followed, the one real alternative beside null taken, and a list of one
 * definition that all must hold joined with it.
 */
export function resolve(definition: Definition, root: Definition): Resolved {
  let at = definition
  let nullable = false
  let unresolved: string | null = null
  for (let followed = 0; followed < mostReferences; followed++) {
    nullable ||= allowsNull(at)
    const { $ref, anyOf, oneOf, allOf, ...rest } = at
    const alternatives = listOf(anyOf) ?? listOf(oneOf) ?? []
    const real = alternatives.filter((alternative) => !isNull(alternative))
    nullable ||= real.length < alternatives.length
    // What must hold beside the definition itself, where it is one thing.
    const [inner, ...more] = typeof $ref === 'string' ? [target($ref, root)] : [...real, ...(listOf(allOf) ?? [])]
    if (isObject(inner) && more.length === 0) {
      at = { ...inner, ...rest }
      continue
    }
    if (typeof $ref === 'string') unresolved = `the reference "${$ref}"`
    return { definition: at, nullable, unresolved }
  }
  return { definition: {}, nullable, unresolved: 'a reference to itself' }
}

function allowsNull({ type, nullable, enum: values }: Definition): boolean {
  return (
    nullable === true ||
    type === 'null' ||
    (Array.isArray(type) && type.includes('null')) ||
    (Array.isArray(values) && type === undefined && values.includes(null))
  )
}

function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? (value as unknown[]) : undefined
}

function isNull(definition: unknown): boolean {
  return isObject(definition) && definition['type'] === 'null'
}

/** What a reference inside of the document, such as `#/$defs/name`, points to. */
function target(reference: string, root: Definition): unknown {
  if (!reference.startsWith('#')) return undefined
  const keys = reference.slice(1).split('/').slice(1)
  return keys.reduce<unknown>((at, key) => {
    const name = decoded(key).replaceAll('~1', '/').replaceAll('~0', '~')
    return isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined
  }, root)
}

/** A part of a URI as text; as it is where it is no sound one. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
