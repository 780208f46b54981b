import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { decimalShape } from '../layout.ts'
import type { ValueType } from '../value-type.ts'
import { failureOf } from '../verdict.ts'
import { onlyOne } from '../writing/field-writing.ts'
import { type NumberNotation, percentIn } from '../writing/number-notation.ts'
import { shiftPoint } from './decimals.ts'
import { declaredNotations, declaredText } from './declared-number.ts'
import { compareToNumber, decimalCheck, numberText } from './number.ts'

/**
 * [T-percent] stored as the share that it is, exactly: `12.5%` is 0.125. Without a declared format the sign is needed, as it is where
 * the format has one. Where the format has none, it may be left out; a format such as `0.125` means the share itself.
 */
export function percentType(field: SchemaField): ValueType {
  const { precision, scale } = decimalShape(field)
  const tooLong = decimalCheck(precision, scale)
  const notations = declaredNotations(field)
  const ascii = declaredText(field)
  const failure = failureOf('invalid-percent')
  const read = notations === null ? plainPercent : (text: string) => onlyOne(notations.map((one) => shareIn(one, text)))
  return {
    read: (text) => {
      const share = read(ascii === null ? text : ascii(text))
      if (share === null) return failure
      const code = tooLong(share)
      return code === null ? share : failureOf(code)
    },
    readsBytes: false,
    compareTo: compareToNumber,
  }
}

/** The share that a plain percentage such as `12.5%` or `-3 %` is; null for any other text. */
export function plainPercent(text: string): string | null {
  const number = text.replace(/[ \u00a0\u202f]?%$/, '')
  return number.length < text.length && numberText.test(number) ? asShare(number, -2) : null
}

function shareIn(notation: NumberNotation, text: string): string | null {
  const found = percentIn(notation, text)
  if (found === null) return null
  if (notation.isShare) return found.hasSign ? null : asShare(found.number, 0)
  return notation.hasPercentSign && !found.hasSign ? null : asShare(found.number, -2)
}

/** In the fewest digits: 100% is 1. */
function asShare(number: string, power: number): string {
  const shifted = shiftPoint(number.replace('+', ''), power)
  const [whole = '', fraction = ''] = shifted.replace('-', '').split('.')
  const decimals = fraction.replace(/0+$/, '')
  const share = `${whole.replace(/^0+(?=\d)/, '')}${decimals === '' ? '' : `.${decimals}`}`
  return shifted.startsWith('-') && share !== '0' ? `-${share}` : share
}
