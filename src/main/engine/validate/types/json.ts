import { asWritten, type ValueType } from '../value-type.ts'
import { failureOf } from '../verdict.ts'

/**
 * [T-json] a text of JSON (RFC 8259), stored as it is written: numbers keep their digits and objects their doubled names. Half of a
 * surrogate pair, which an escape can spell, is no character, and the analytical store takes none.
 */
export function jsonType(): ValueType {
  const failure = failureOf('invalid-json')
  return asWritten((text) => (isJson(text) ? null : failure), { readsBytes: false })
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
  } catch {
    return false
  }
  return !text.includes('\\u') || !loneSurrogate.test(text.replaceAll('\\\\', ''))
}

const loneSurrogate =
  /\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}/
