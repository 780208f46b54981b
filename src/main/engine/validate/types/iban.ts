import type { ValueType } from '../value-type.ts'
import { failureOf } from '../verdict.ts'

/** Characters of an account number by country, as the IBAN registry of ISO 13616 lists them. */
const lengths = new Map(
  [
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18',
    'FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21',
    'LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24',
    'SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30',
  ]
    .join(' ')
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
)

const ibanText = /^[A-Z]{2}\d{2}[A-Z0-9]+$/

/** What is wrong with an account number; null where nothing is. */
export type IbanFault = 'form' | 'country' | 'length' | 'check-digits'

/** [T-iban] an account number of ISO 13616: the length of its country, and check digits that leave 1 by 97; stored without spaces, in upper case. */
export function ibanType(): ValueType {
  const failure = failureOf('invalid-iban')
  return {
    read: (text) => {
      const joined = joinedIban(text)
      return ibanFault(joined) === null ? joined : failure
    },
    // Nothing but ASCII is upper-cased into it.
    readsBytes: true,
    compareTo: null,
  }
}

/** Without the single spaces between its groups, in upper case. */
export function joinedIban(text: string): string {
  return text.replace(/(?<=[A-Za-z0-9]) (?=[A-Za-z0-9])/g, '').replace(/[a-z]/g, (letter) => letter.toUpperCase())
}

/** What is wrong with a joined account number. */
export function ibanFault(joined: string): IbanFault | null {
  if (joined.length > 34 || !ibanText.test(joined)) return 'form'
  const length = ibanLength(joined)
  if (length === undefined) return 'country'
  if (length !== joined.length) return 'length'
  let remainder = 0
  for (let index = 0; index < length; index++) {
    const code = joined.charCodeAt((index + 4) % length)
    // Letters are the numbers 10 to 35.
    remainder = (code < 65 ? remainder * 10 + code - 48 : remainder * 100 + code - 55) % 97
  }
  return remainder === 1 ? null : 'check-digits'
}

/** How long the account numbers of its country are; undefined where the country has none. */
export function ibanLength(joined: string): number | undefined {
  return lengths.get(joined.slice(0, 2))
}
