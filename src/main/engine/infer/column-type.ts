import type { InspectedColumn } from '../../../contract/reading.ts'
import type { FieldType } from '../../../contract/schema-document.ts'
import { isEmail } from '../validate/email.ts'
import { formatCount } from '../lib/numbers.ts'
import { type Check, isBoolean, isDate, isInteger, isNumber, isUrl } from '../validate/types.ts'

const types: readonly { readonly type: FieldType; readonly check: Check; readonly words: string }[] = [
  { type: 'boolean', check: isBoolean, words: 'true or false' },
  { type: 'date', check: isDate, words: 'dates' },
  { type: 'integer', check: isInteger, words: 'whole numbers' },
  { type: 'number', check: isNumber, words: 'numbers' },
  { type: 'email', check: isEmail, words: 'e-mail addresses' },
  { type: 'url', check: isUrl, words: 'web addresses' },
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
  for (const { type, check, words } of types) {
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
    const total = formatCount(filled.length)
    const counted = fitting.length === filled.length ? `All ${total}` : `${formatCount(fitting.length)} of ${total}`
    return {
      name,
      type,
      confidence: Math.round(Math.min(0.99, share * (filled.length < 10 ? 0.8 : 1)) * 100) / 100,
      reason: `${counted} sampled values are ${words}.`,
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
      {
        kind,
        count: found.length,
        examples: found.slice(0, 3),
        message: `${formatCount(found.length)} sampled values ${words}.`,
      },
    ]
  })
}
