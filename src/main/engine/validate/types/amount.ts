import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { decimalShape } from '../layout.ts'
import type { ValueType } from '../value-type.ts'
import { failureOf } from '../verdict.ts'
import { noMoney } from '../writing/number-notation.ts'
import { type MoneySigns, moneySigns } from '../writing/read-number.ts'
import { declaredNumber } from './declared-number.ts'
import { compareToNumber, decimalCheck, numberText } from './number.ts'

/**
 * [T-amount] an exact amount of money, as `decimal`; the field's currency may stand beside it as its code or one of its signs. Any other
 * currency is refused, so that none is lost.
 */
export function amountType(field: SchemaField): ValueType {
  const { precision, scale } = decimalShape(field)
  const tooLong = decimalCheck(precision, scale)
  const signs = field.currency === undefined ? noMoney : signsOf(field.currency, field.locale)
  const declared = declaredNumber(field, signs)
  const failure = failureOf('invalid-amount')
  const plain = (text: string): string | null => {
    if (numberText.test(text)) return text
    const number = withoutSign(text, signs)
    return numberText.test(number) ? number : null
  }
  const read = declared ?? plain
  return {
    read: (text) => {
      const amount = read(text)
      if (amount === null) return failure
      const code = tooLong(amount)
      return code === null ? amount : failureOf(code)
    },
    readsBytes: false,
    compareTo: compareToNumber,
  }
}

/** The sign of a number may stand before the sign of its currency. */
function withoutSign(text: string, { inFront, behind }: MoneySigns): string {
  const sign = /^[+-]/.exec(text)?.[0] ?? ''
  const unsigned = text.slice(sign.length)
  const shorter = unsigned.replace(inFront, '')
  return sign + (shorter === unsigned ? unsigned.replace(behind, '') : shorter)
}

/** The code of a currency and the signs that Intl writes for it, in English, and in the field's locale. */
function signsOf(currency: string, locale: string | undefined): MoneySigns {
  const signs = new Set([currency])
  for (const language of locale === undefined ? ['en'] : ['en', locale]) {
    for (const currencyDisplay of ['symbol', 'narrowSymbol'] as const) {
      const format = new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay })
      const sign = format.formatToParts(0).find(({ type }) => type === 'currency')?.value
      if (sign !== undefined) signs.add(sign)
    }
  }
  // The longest first: a dollar may be US$.
  const words = [...signs].sort((one, other) => other.length - one.length).map(literally)
  return moneySigns(`(?:${words.join('|')})`)
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
