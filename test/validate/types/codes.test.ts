import * as fc from 'fast-check'
import validator from 'validator'
import { describe, expect, it } from 'vitest'
import type { SchemaField } from '../../../src/contract/schema/schema-document.ts'
import { countryCodes } from '../../../src/main/engine/validate/types/country-codes.ts'
import { postalRegions } from '../../../src/main/engine/validate/types/postal-patterns.ts'
import { readerOf } from './read-type.ts'

type Case = [properties: Partial<SchemaField>, text: string, stored: string]

const list = { type: 'list', separator: ';' } as const
const cases: Case[] = [
  [{ type: 'enum', values: ['Open', 'Done'] }, 'Open', 'Open'],
  [{ type: 'enum', values: ['Open', 'Done'] }, 'open', '!not-one-of'],
  [{ type: 'enum', values: ['Open', 'Done'] }, 'Open ', '!not-one-of'],
  [{ type: 'enum', values: ['Open', 'Done'], ignoreCase: true }, 'OPEN', 'Open'],
  [{ type: 'enum', values: ['Straße'], ignoreCase: true }, 'STRASSE', 'Straße'],
  [{ type: 'enum', values: ['İstanbul'], ignoreCase: true, locale: 'tr' }, 'istanbul', 'İstanbul'],
  [{ type: 'uuid' }, '01234567-89AB-CDEF-0123-456789ABCDEF', '01234567-89ab-cdef-0123-456789abcdef'],
  [{ type: 'uuid' }, '0123456789abcdef0123456789abcdef', '!invalid-uuid'],
  [{ type: 'uuid' }, '{01234567-89ab-cdef-0123-456789abcdef}', '!invalid-uuid'],
  [{ type: 'iban' }, 'DE89 3704 0044 0532 0130 00', 'DE89370400440532013000'],
  [{ type: 'iban' }, 'gb82west12345698765432', 'GB82WEST12345698765432'],
  [{ type: 'iban' }, 'NO9386011117947', 'NO9386011117947'],
  [{ type: 'iban' }, 'DE89370400440532013001', '!invalid-iban'],
  [{ type: 'iban' }, 'DE8937040044053201300', '!invalid-iban'],
  [{ type: 'iban' }, 'US89370400440532013000', '!invalid-iban'],
  [{ type: 'iban' }, ' DE89370400440532013000', '!invalid-iban'],
  [{ type: 'iban' }, 'DE89  370400440532013000', '!invalid-iban'],
  [{ type: 'country' }, 'DE', 'DE'],
  [{ type: 'country' }, 'de', '!invalid-country'],
  [{ type: 'country' }, 'DEU', '!invalid-country'],
  [{ type: 'country' }, 'XX', '!invalid-country'],
  [{ type: 'country', format: 'alpha-3' }, 'DEU', 'DE'],
  [{ type: 'country', format: 'alpha-3' }, 'DE', '!invalid-country'],
  [{ type: 'country', format: 'name' }, 'germany', 'DE'],
  [{ type: 'country', format: 'name' }, 'Deutschland', '!invalid-country'],
  [{ type: 'country', format: ['alpha-2', 'name'], locale: 'de' }, 'Deutschland', 'DE'],
  [{ type: 'country', format: ['alpha-2', 'name'], locale: 'fr' }, 'CÔTE D\u2019IVOIRE', 'CI'],
  [{ type: 'postal-code', region: 'DE' }, '01067', '01067'],
  [{ type: 'postal-code', region: 'DE' }, '1067', '!invalid-postal-code'],
  [{ type: 'postal-code', region: 'GB' }, 'sw1a1aa', 'SW1A 1AA'],
  [{ type: 'postal-code', region: 'NL' }, '1012js', '1012 JS'],
  [{ type: 'postal-code', region: 'CA' }, 'k1a 0b1', 'K1A 0B1'],
  [{ type: 'postal-code', region: 'US' }, '10001-1234', '10001-1234'],
  [{ type: 'postal-code', region: 'PL' }, '00001', '!invalid-postal-code'],
  [{ type: 'json' }, '{"a":1.0,"a":12345678901234567890}', '{"a":1.0,"a":12345678901234567890}'],
  [{ type: 'json' }, ' [1] ', ' [1] '],
  [{ type: 'json' }, "{'a':1}", '!invalid-json'],
  [{ type: 'json' }, '[1,]', '!invalid-json'],
  [{ type: 'json' }, 'NaN', '!invalid-json'],
  [{ type: 'json' }, '"\\ud83d\\ude00"', '"\\ud83d\\ude00"'],
  [{ type: 'json' }, '"\\ud83d"', '!invalid-json'],
  [{ type: 'json' }, '"\\ude00\\ud83d"', '!invalid-json'],
  [{ type: 'json' }, '"\\\\ud83d"', '"\\\\ud83d"'],
  [list, 'a; b ;c', '["a","b","c"]'],
  [list, 'a;;b', '["a","","b"]'],
  [list, 'a "b"', '["a \\"b\\""]'],
  [{ ...list, items: 'date', format: 'DD/MM/YYYY' }, '03/04/2025;04/04/2025', '["2025-04-03","2025-04-04"]'],
  [{ ...list, items: 'integer' }, '1;x', '!invalid-list'],
  [{ ...list, items: 'integer' }, '1;', '!invalid-list'],
  [{ type: 'list', separator: ', ', items: 'enum', values: ['a', 'b'] }, 'a, b', '["a","b"]'],
  [{ type: 'boolean', format: 'ja/nein' }, 'Ja', 'true'],
  [{ type: 'boolean', format: ['ja/nein', 'yes/no'] }, 'NO', 'false'],
  [{ type: 'boolean', format: 'ja/nein' }, 'true', '!invalid-boolean'],
  [{ type: 'boolean', format: '1/0' }, '0', 'false'],
]

describe('codes, lists and words', () => {
  it.each(cases)(
    '[T-enum] [T-uuid] [T-iban] [T-country] [T-postal-code] [T-json] [T-list] [T-boolean] %j reads %j as %j',
    async (properties, text, stored) => {
      expect((await readerOf(properties))(text)).toBe(stored)
    },
  )

  it('[T-country] the codes are those of ISO 3166-1, as validator has them', () => {
    expect(countryCodes.size).toBe(249)
    for (const [alpha2, alpha3] of countryCodes) {
      expect([alpha2, validator.isISO31661Alpha2(alpha2)]).toEqual([alpha2, true])
      expect([alpha3, validator.isISO31661Alpha3(alpha3)]).toEqual([alpha3, true])
    }
    expect(new Set(countryCodes.values()).size).toBe(249)
  })

  it('[T-uuid] beside validator.isUUID, which asks for nothing but digits when loose', async () => {
    const read = await readerOf({ type: 'uuid' })
    const text = fc.oneof(
      fc.uuid(),
      fc.stringMatching(/^[0-9a-gA-F-]{34,37}$/),
      fc.stringMatching(/^[0-9A-F]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{11,12}$/),
    )
    fc.assert(fc.property(text, (uuid) => read(uuid).startsWith('!') === !validator.isUUID(uuid, 'loose')))
  })

  it('[T-iban] beside validator.isIBAN: both take the examples, and none with a character changed', async () => {
    const read = await readerOf({ type: 'iban' })
    const samples = [
      'AT611904300234573201',
      'BE68539007547034',
      'CH9300762011623852957',
      'ES9121000418450200051332',
      'FR1420041010050500013M02606',
      'IT60X0542811101000000123456',
      'MT84MALT011000012345MTLCAST001S',
      'NL91ABNA0417164300',
      'PL61109010140000071219812874',
      'SE4550000000058398257466',
      'SA0380000000608010167519',
      'BR1800360305000010009795493C1',
    ]
    for (const iban of samples) expect([iban, read(iban), validator.isIBAN(iban)]).toEqual([iban, iban, true])
    // One character changed is always found, by the check digits.
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.nat(40), fc.integer({ min: 0, max: 9 }), (iban, place, digit) => {
        const at = 4 + (place % (iban.length - 4))
        const changed = iban.slice(0, at) + digit + iban.slice(at + 1)
        if (changed === iban) return
        expect(read(changed)).toBe('!invalid-iban')
        expect(validator.isIBAN(changed)).toBe(false)
      }),
    )
  })

  it('[T-postal-code] beside validator.isPostalCode, in the kinds of difference that SPEC.md lists', async () => {
    const codes = [
      '1234',
      '12345',
      '123456',
      '12345-6789',
      '1234567',
      '123-4567',
      '123 45',
      '1234 AB',
      'SW1A 1AA',
      'K1A 0B1',
      '12-345',
      '1234-567',
      '12345-678',
      'AB123',
      '123',
    ]
    const differing = new Map<string, string[]>()
    for (const region of postalRegions()) {
      if (!validator.isPostalCodeLocales.includes(region as validator.PostalCodeLocale)) continue
      const read = await readerOf({ type: 'postal-code', region })
      const found = codes.filter((code) => {
        return !read(code).startsWith('!') !== validator.isPostalCode(code, region as validator.PostalCodeLocale)
      })
      if (found.length > 0) differing.set(region, found)
    }
    expect(Object.fromEntries(differing)).toEqual({
      // Only some first digits are in use there; we take all.
      ...{ BA: ['12345'], BY: ['123456'], CO: ['123456'], LI: ['1234'], MC: ['12345'], NP: ['12345'] },
      // It takes any first digit, where only three are in use.
      SK: ['12345', '123 45'],
      // It asks for the country's letters, or for the hyphen.
      ...{ HT: ['1234'], JP: ['1234567'], LT: ['12345'], LV: ['1234'] },
      // It takes the shorter or longer codes that these countries had before.
      ...{ IL: ['12345'], KR: ['123456'] },
      // It takes no code with its four further digits.
      SA: ['12345-6789'],
    })
  })
})
