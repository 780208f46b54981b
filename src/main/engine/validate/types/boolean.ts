import type { Check } from './check.ts'

/** [T-boolean] `true` or `false`, in any case. */
export const isBoolean: Check = (text) => {
  const length = text.length
  if (length !== 4 && length !== 5) return 'invalid-boolean'
  const lower = text.toLowerCase()
  return lower === 'true' || lower === 'false' ? null : 'invalid-boolean'
}
