import type { InspectedColumn } from '../../../contract/reading.ts'
import type { FieldType } from '../../../contract/schema-document.ts'
import { isEmail } from '../validate/email.ts'
import { type Check, isBoolean, isDate, isInteger, isNumber, isUrl } from '../validate/types.ts'

const types: readonly { readonly type: FieldType; readonly check: Check }[] = [
  { type: 'boolean', check: isBoolean },
  { type: 'date', check: isDate },
  { type: 'integer', check: isInteger },
  { type: 'number', check: isNumber },
  { type: 'email', check: isEmail },
  { type: 'url', check: isUrl },
]

/** The least share of the values that must fit before a type is suggested. */
const leastShare = 0.9

/**
 * What a column's values probably are. A suggestion only: until a schema says otherwise every value stays text.
 * `values` are the sampled cells, empty ones included.
 */
export function suggestType(name: string, values: readonly string[]): InspectedColumn {
  const filled = values.filter((value) => value !== '')
  const examples = [...new Set(filled)].slice(0, 5)
  if (filled.length === 0) {
    return { name, type: 'text', confidence: 0.5, reason: 'No value was seen.', examples, losses: [] }
  }
  for (const { type, check } of types) {
    const fitting = filled.filter((value) => check(value) === null)
    const share = fitting.length / filled.length
    if (share < leastShare) continue
    if (type === 'integer' && looksLikeIdentifier(filled)) {
      return {
        name,
        type: 'text',
        confidence: 0.9,
        reason: 'The values are digits, but some begin with 0, so they name something rather than count it.',
        examples,
        losses: losses(filled),
      }
    }
    const counted = fitting.length === filled.length ? `all ${filled.length}` : `${fitting.length} of ${filled.length}`
    return {
      name,
      type,
      confidence: Math.round(Math.min(0.99, share * (filled.length < 10 ? 0.8 : 1)) * 100) / 100,
      reason: `${capital(counted)} sampled values are written as ${type}.`,
      examples,
      losses: type === 'integer' || type === 'number' ? losses(filled) : [],
    }
  }
  return {
    name,
    type: 'text',
    confidence: 0.9,
    reason: 'The sampled values share no narrower type.',
    examples,
    losses: [],
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const leadingZero = /^[+-]?0\d/

function looksLikeIdentifier(values: readonly string[]): boolean {
  return values.some((value) => leadingZero.test(value))
}

/** What reading the texts as numbers would lose. */
function losses(values: readonly string[]): InspectedColumn['losses'] {
  const kinds = [
    { kind: 'leading-zeros', test: (value: string) => leadingZero.test(value), words: 'would lose leading zeros' },
    { kind: 'plus-sign', test: (value: string) => value.startsWith('+'), words: 'would lose a plus sign' },
    {
      kind: 'more-than-15-digits',
      test: (value: string) => value.replace(/\D/g, '').length > 15,
      words: 'have more than 15 digits',
    },
  ]
  return kinds.flatMap(({ kind, test, words }) => {
    const found = values.filter(test)
    if (found.length === 0) return []
    return [
      { kind, count: found.length, examples: found.slice(0, 3), message: `${found.length} sampled values ${words}.` },
    ]
  })
}
