import { type NumberReading, readNumber } from '../../../validate/writing/read-number.ts'

/** Digits that Excel keeps of a number ("Excel specifications and limits"). */
const keptDigits = 15
/** A cell without a format shows eleven characters: of a fraction, at least so many digits. */
const shownDigits = 9

/** [D1] Whether a spreadsheet that took a text for a number can have written the other text. */
export function isSameNumber(exported: string, theirs: string): boolean {
  const [kept, found] = [readingsOf(exported), readingsOf(theirs)]
  return kept.some((one) => found.some((other) => isWrittenAs(one, other)))
}

function readingsOf(text: string): NumberReading[] {
  const { point, comma } = readNumber(text)
  return [point, comma].filter((reading) => reading !== null)
}

function isWrittenAs(kept: NumberReading, found: NumberReading): boolean {
  const [value, written] = [valueOf(kept), valueOf(found)]
  if (value.toPrecision(keptDigits) === written.toPrecision(keptDigits)) return true
  const digits = significantDigits(found)
  if (digits === 0 || digits >= significantDigits(kept)) return isCutOff(kept, found)
  const isShortened = found.marks.includes('exponent') || (found.fraction && digits >= shownDigits)
  return (isShortened && value.toPrecision(digits) === written.toPrecision(digits)) || isCutOff(kept, found)
}

/** Digits beyond those that are kept become zeros; they are cut off, not rounded. */
function isCutOff(kept: NumberReading, found: NumberReading): boolean {
  if (kept.fraction || found.fraction || kept.exponent !== 0 || kept.negative !== found.negative) return false
  const digits = kept.whole.replace(/^0+/, '')
  if (digits.length <= keptDigits) return false
  const cut = digits.slice(0, keptDigits) + '0'.repeat(digits.length - keptDigits)
  return Number(cut) === Math.abs(found.value)
}

function valueOf({ value, marks }: NumberReading): number {
  return marks.includes('percent-sign') ? value / 100 : value
}

function significantDigits({ whole, decimals }: NumberReading): number {
  return Math.min(keptDigits, (whole + decimals).replace(/^0+/, '').length)
}
