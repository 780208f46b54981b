import type { FieldType } from '../../../../contract/schema/field-type.ts'
import { formatCount } from '../../lib/numbers.ts'
import { anyDate, compactDays } from './judge-date.ts'
import { articleNumbers, marksWith } from './judge-number.ts'
import { meanings } from './judge-value.ts'
import { tellShare } from './phrases.ts'
import type { Judged } from './judged.ts'

/** Names of columns whose digits are codes, in the languages of most files. */
const codeName =
  /(?:^|[^a-z])(?:zip|plz|postleitzahl|post ?al? ?code|postcode|postal|code postal|cep|cap|cp|pin|code|sku|ean|gtin|upc|isbn|barcode|account|konto|phone|telephone|telefon|tel|fax|mobile|handy)(?:[^a-z]|$)/

/** Fewer values have one length by chance. */
const fewValues = 3
/** Digits of one length are a code from this length on; with a telling name from three. */
const codeLength = 9

/**
 * [P12] Why the values, which could be numbers, name something and stay text; null where nothing says so.
 * `type` is the type that they fit.
 */
export function identifierReason(judged: Judged, type: FieldType | undefined): string | null {
  const { sheet, total, sampled, leastShare, facts } = judged
  const enough = (name: string): boolean => total >= fewValues && sheet.count(name) >= total * leastShare
  if (type === undefined) {
    if (enough(meanings.account)) {
      return `${tellShare(sheet.count(meanings.account), total, sampled, ['is an account number', 'are account numbers'])} (IBAN).`
    }
    // `03/04/2025` has the digits of a telephone number, and is a day.
    if (!enough(meanings.phoneLike) || enough(anyDate)) return null
    const saying = ['looks like a telephone number', 'look like telephone numbers'] as const
    return `${tellShare(sheet.count(meanings.phoneLike), total, sampled, saying)}.`
  }
  if (type !== 'integer') return null
  if (enough(meanings.phoneLike)) {
    const saying = ['looks like a telephone number', 'look like telephone numbers'] as const
    return `${tellShare(sheet.count(meanings.phoneLike), total, sampled, saying)}, which name something rather than count it.`
  }
  const zeros = sheet.merged(marksWith('point', 'leading-zeros', true)).count
  if (zeros > 0) {
    const begin = zeros === 1 ? 'begins' : 'begin'
    return `The values are digits, but ${formatCount(zeros)} of ${formatCount(total)} ${begin} with 0, so they name something rather than count it.`
  }
  if (enough(articleNumbers)) {
    const saying = ['ends with the check digit of', 'end with the check digits of'] as const
    return `${tellShare(sheet.count(articleNumbers), total, sampled, saying)} article numbers (EAN, GTIN).`
  }
  if (enough(compactDays)) {
    const saying = ['is a day', 'are days'] as const
    return `${tellShare(sheet.count(compactDays), total, sampled, saying)} written YYYYMMDD.`
  }
  const { count, least, most } = facts.values.judge.numbers.unsigned
  if (count < total * leastShare || least !== most || total < fewValues) return null
  if (least >= codeLength) return `All whole numbers have ${least} digits, so they are probably codes.`
  if (least >= 3 && codeName.test(spaced(facts.name))) {
    return `All whole numbers have ${least} digits, and the column's name says that they are codes.`
  }
  return null
}

/** `customerZip_code` as `customer zip code`. */
function spaced(name: string): string {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[_.-]+/g, ' ')
}
