import type { ValueType } from '../value-type.ts'
import { failureOf } from '../verdict.ts'

const uuidText = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** [T-uuid] 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12 (RFC 9562, 4), of any version; stored in lower case. */
export function uuidType(): ValueType {
  const failure = failureOf('invalid-uuid')
  return { read: (text) => (uuidText.test(text) ? text.toLowerCase() : failure), readsBytes: true, compareTo: null }
}
