import type { Check } from '../../validate/types/check.ts'
import { isDate } from '../../validate/types/date.ts'
import { isEmail } from '../../validate/types/email.ts'
import { isUrl } from '../../validate/types/url.ts'
import { type DateJudge, dateJudge } from './judge-date.ts'
import { type NumberJudge, numberJudge } from './judge-number.ts'
import { isAccountNumber, looksLikePhone } from './read-code.ts'
import type { TextScan } from './scan-text.ts'
import { textClass } from './text-class.ts'
import { type TallySheet, tallySheet } from './tally.ts'
import { isNullWord, longestWord, pairsWith } from './words.ts'

/** What the values of a column can mean, tallied. */
export interface ValueJudge {
  judge(text: string, scan: TextScan, weight: number, row: number): void
  readonly sheet: TallySheet
  readonly numbers: NumberJudge
  readonly dates: DateJudge
  /** Words for "nothing", as they are written. */
  readonly nullWords: ReadonlyMap<string, number>
}

/** Names of tallies. */
export const meanings = {
  nullWord: 'null word',
  boolean: 'boolean',
  booleanCase: 'boolean case',
  date: 'date',
  email: 'email',
  url: 'url',
  phone: 'phone',
  phoneAsked: 'phone asked',
  phoneLike: 'phone-like',
  account: 'code IBAN',
  nothing: 'nothing',
} as const

export const pairTally = (pair: string): string => `pair ${pair}`

/** Numbers are looked up in metadata, which is slow: the first values answer for all. */
const mostPhonesAsked = 2000
/** Different writings of words for nothing that are told apart. */
const mostNullWords = 64
/** A longer text is no day, number or code. */
const longestForm = 80

/** `k` as in `numberSummary`; `isPhone` judges international phone numbers, without it none is sure. */
export function valueJudge(k: number | null, isPhone: Check | undefined): ValueJudge {
  const sheet = tallySheet()
  const numbers = numberJudge(sheet, k)
  const dates = dateJudge(sheet)
  const nullWords = new Map<string, number>()
  let phonesAsked = 0

  /** True where nothing else need be asked. */
  function judgeWord(text: string, weight: number, row: number): boolean {
    const lower = text.toLowerCase()
    if (isNullWord(lower)) {
      sheet.add(meanings.nullWord, text, weight, row)
      const known = nullWords.get(text)
      if (known !== undefined || nullWords.size < mostNullWords) nullWords.set(text, (known ?? 0) + weight)
      return true
    }
    const pairs = pairsWith(lower)
    if (pairs === undefined) return false
    for (const pair of pairs) sheet.add(pairTally(pair), text, weight, row)
    if (lower !== text) sheet.add(meanings.booleanCase, text, weight, row)
    if (lower !== 'true' && lower !== 'false') return false
    sheet.add(meanings.boolean, text, weight, row)
    return true
  }

  function judgePhone(text: string, digits: number, weight: number, row: number): boolean {
    if (!looksLikePhone(text, digits)) return false
    sheet.add(meanings.phoneLike, text, weight, row)
    if (isPhone === undefined || phonesAsked++ >= mostPhonesAsked) return true
    sheet.add(meanings.phoneAsked, text, weight, row)
    if (isPhone(text) === null) sheet.add(meanings.phone, text, weight, row)
    return true
  }

  /** A text with digits that is no plain number; false where it has no form that is known. */
  function judgeForm(text: string, counts: Uint32Array, weight: number, row: number): boolean {
    const digits = countOf(counts, textClass.digit)
    const letters =
      countOf(counts, textClass.upper) + countOf(counts, textClass.lower) + countOf(counts, textClass.letter)
    const marks = countOf(counts, textClass.slash) + countOf(counts, textClass.point) + countOf(counts, textClass.minus)
    const phone = letters === 0 && judgePhone(text, digits, weight, row)
    let known = !phone && letters <= 4 && canBeNumber(text, counts) && numbers.other(text, weight, row)
    if (isDate(text) === null) sheet.add(meanings.date, text, weight, row)
    if (canBeDate(digits, letters, marks, countOf(counts, textClass.colon))) {
      known = dates.judge(text, weight, row) || known
    }
    if (letters === 0) return phone || known
    if (countOf(counts, textClass.upper) < 2 || text.length < 15 || !isAccountNumber(text)) return known
    sheet.add(meanings.account, text, weight, row)
    return true
  }

  function judgeAddress(text: string, counts: Uint32Array, weight: number, row: number): boolean {
    if (countOf(counts, textClass.at) > 0 && isEmail(text) === null) {
      sheet.add(meanings.email, text, weight, row)
      return true
    }
    if (countOf(counts, textClass.colon) === 0 || countOf(counts, textClass.slash) < 2) return false
    if (isUrl(text) !== null) return false
    sheet.add(meanings.url, text, weight, row)
    return true
  }

  return {
    sheet,
    numbers,
    dates,
    nullWords,
    judge: (text, { counts }, weight, row) => {
      const { length } = text
      const digits = countOf(counts, textClass.digit)
      const points = countOf(counts, textClass.point)
      if (digits > 0 && points < 2) {
        const code = text.charCodeAt(0)
        const sign = code === 43 || code === 45 ? 1 : 0
        if (digits + points + sign === length) {
          if (length === 1) judgeWord(text, weight, row)
          numbers.plain(text, digits, points === 1, weight, row)
          if (digits === 8 && length === 8) dates.compact(text, weight, row)
          if (digits >= 7 && points === 0) judgePhone(text, digits, weight, row)
          return
        }
      }
      if (length <= longestWord && digits <= 1 && judgeWord(text, weight, row)) return
      if (digits > 0 && length <= longestForm && judgeForm(text, counts, weight, row)) return
      if (!judgeAddress(text, counts, weight, row)) sheet.add(meanings.nothing, text, weight, row)
    },
  }
}

/** Whether the signs in a text stand where a number could have them, which spares most others the reading. */
function canBeNumber(text: string, counts: Uint32Array): boolean {
  if (countOf(counts, textClass.slash) + countOf(counts, textClass.colon) + countOf(counts, textClass.other) > 0)
    return false
  if (countOf(counts, textClass.minus) === 0) return true
  const sign = text.lastIndexOf('-')
  return sign <= 0 || sign === text.length - 1 || !digitOrLetter.test(text.charAt(sign - 1))
}

/** Whether there are as many signs, or letters, as a day or a time has. */
function canBeDate(digits: number, letters: number, marks: number, colons: number): boolean {
  if (digits < 3) return false
  return colons > 0 || (letters === 0 ? marks >= 2 : letters >= 3 && digits <= 6)
}

/** But for the letter of an exponent. */
const digitOrLetter = /[\dA-DF-Za-df-z]/

function countOf(counts: Uint32Array, kind: number): number {
  return counts[kind] as number
}
