import { DuckDBInstance } from '@duckdb/node-api'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SchemaField } from '../../../src/contract/schema/schema-document.ts'
import { zoneOf } from '../../../src/main/engine/validate/types/zone.ts'
import { cleaner } from '../../transform/steps.ts'
import { readerOf } from './read-type.ts'

type Case = [properties: Partial<SchemaField>, text: string, stored: string]

const zoned = 'zoned-date-time'
const cases: Case[] = [
  [{ type: 'date' }, '2025-03-04', '2025-03-04'],
  [{ type: 'date' }, '04.03.2025', '!invalid-date'],
  [{ type: 'date', format: 'DD/MM/YYYY' }, '03/04/2025', '2025-04-03'],
  [{ type: 'date', format: 'DD/MM/YYYY' }, '3/4/2025', '2025-04-03'],
  [{ type: 'date', format: 'DD/MM/YYYY' }, '31/04/2025', '!invalid-date'],
  [{ type: 'date', format: 'DD/MM/YYYY' }, '03.04.2025', '!invalid-date'],
  [{ type: 'date', format: 'DD/MM/YYYY' }, '2025-04-03', '!invalid-date'],
  [{ type: 'date', format: 'MM/DD/YYYY' }, '03/04/2025', '2025-03-04'],
  [{ type: 'date', format: 'DD.MM.YY' }, '04.03.68', '2068-03-04'],
  [{ type: 'date', format: 'DD.MM.YY' }, '04.03.69', '1969-03-04'],
  [{ type: 'date', format: 'YYYYMMDD' }, '20250304', '2025-03-04'],
  [{ type: 'date', format: 'D MMM YYYY' }, '4 März 2025', '2025-03-04'],
  [{ type: 'date', format: 'D MMM YYYY' }, '31 déc. 2024', '2024-12-31'],
  [{ type: 'date', format: 'MMM D YYYY' }, 'March 4, 2025', '2025-03-04'],
  [{ type: 'date', format: 'D MMM YYYY' }, 'March 4, 2025', '!invalid-date'],
  [{ type: 'date', format: ['DD/MM/YYYY', 'MM/DD/YYYY'] }, '13/04/2025', '2025-04-13'],
  [{ type: 'date', format: ['DD/MM/YYYY', 'MM/DD/YYYY'] }, '03/04/2025', '!invalid-date'],
  [{ type: 'date', format: ['DD/MM/YYYY', 'MM/DD/YYYY'] }, '03/03/2025', '2025-03-03'],
  [{ type: 'date', format: ['DD/MM/YYYY', 'YYYY-MM-DD'] }, '2025-04-03', '2025-04-03'],
  [{ type: 'date', locale: 'de-DE' }, '3.4.2025', '2025-04-03'],
  [{ type: 'date', locale: 'en-US' }, '3/4/2025', '2025-03-04'],
  [{ type: 'date', locale: 'en-US' }, '2025-03-04', '2025-03-04'],
  [{ type: 'date', locale: 'en-US' }, '13/4/2025', '!invalid-date'],
  [{ type: 'time' }, '11:00', '11:00:00'],
  [{ type: 'time' }, '23:59:59.120', '23:59:59.12'],
  [{ type: 'time' }, '11:00:00,5', '11:00:00.5'],
  [{ type: 'time' }, '11:00:00.1234560', '11:00:00.123456'],
  [{ type: 'time' }, '11:00:00.1234567', '!invalid-time'],
  [{ type: 'time' }, '24:00', '!invalid-time'],
  [{ type: 'time' }, '9:00', '!invalid-time'],
  [{ type: 'time' }, '11:60', '!invalid-time'],
  [{ type: 'time' }, '11:00:60', '!invalid-time'],
  [{ type: 'time' }, '11:00Z', '!invalid-time'],
  [{ type: 'time', format: 'hh:mm' }, '9:05', '09:05:00'],
  [{ type: 'time', format: 'hh:mm AM/PM' }, '12:05 AM', '00:05:00'],
  [{ type: 'time', format: 'hh:mm AM/PM' }, '12:05 p.m.', '12:05:00'],
  [{ type: 'time', format: 'hh:mm AM/PM' }, '13:05 PM', '!invalid-time'],
  [{ type: 'date-time' }, '2025-03-04T11:00', '2025-03-04T11:00:00'],
  [{ type: 'date-time' }, '2025-03-04 11:00:00.5', '2025-03-04T11:00:00.5'],
  [{ type: 'date-time' }, '2025-02-30T11:00', '!invalid-date-time'],
  [{ type: 'date-time' }, '2025-03-04', '!invalid-date-time'],
  [{ type: 'date-time' }, '2025-03-04T11:00Z', '!invalid-date-time'],
  [{ type: 'date-time' }, '2025-03-04T11:00+01:00', '!invalid-date-time'],
  [{ type: 'date-time', format: 'DD.MM.YYYY hh:mm' }, '4.3.2025, 9:05', '2025-03-04T09:05:00'],
  [{ type: 'date-time', format: 'MM/DD/YYYY hh:mm:ss AM/PM' }, '3/4/2025 12:00:01 AM', '2025-03-04T00:00:01'],
  [{ type: zoned }, '2025-03-04T12:00:00+01:00', '2025-03-04T11:00:00Z'],
  [{ type: zoned }, '2025-03-04T12:00Z', '2025-03-04T12:00:00Z'],
  [{ type: zoned }, '2025-03-04 12:00:00.25 -0330', '2025-03-04T15:30:00.25Z'],
  [{ type: zoned }, '2025-03-04T23:30-01', '2025-03-05T00:30:00Z'],
  [{ type: zoned }, '2025-03-04T12:00', '!invalid-zoned-date-time'],
  [{ type: zoned }, '2025-03-04T12:00+19:00', '!invalid-zoned-date-time'],
  [{ type: zoned }, '2025-03-04T12:00+01:60', '!invalid-zoned-date-time'],
  [{ type: zoned }, '0001-01-01T00:00+01:00', '!invalid-zoned-date-time'],
  [{ type: zoned }, '9999-12-31T23:00-02:00', '!invalid-zoned-date-time'],
  [{ type: zoned, zone: 'Europe/Berlin' }, '2025-03-04T12:00', '2025-03-04T11:00:00Z'],
  [{ type: zoned, zone: 'Europe/Berlin' }, '2025-07-04T12:00', '2025-07-04T10:00:00Z'],
  [{ type: zoned, zone: 'Europe/Berlin' }, '2025-07-04T12:00Z', '2025-07-04T12:00:00Z'],
  [{ type: zoned, zone: 'Europe/Berlin' }, '2025-03-30T01:59:59', '2025-03-30T00:59:59Z'],
  [{ type: zoned, zone: 'Europe/Berlin' }, '2025-03-30T02:30', '!invalid-zoned-date-time'],
  [{ type: zoned, zone: 'Europe/Berlin' }, '2025-03-30T03:00', '2025-03-30T01:00:00Z'],
  [{ type: zoned, zone: 'Europe/Berlin' }, '2025-10-26T02:30', '!invalid-zoned-date-time'],
  [{ type: zoned, zone: 'Europe/Berlin' }, '2025-10-26T02:30+01:00', '2025-10-26T01:30:00Z'],
  [{ type: zoned, zone: 'Pacific/Apia' }, '2011-12-30T12:00', '!invalid-zoned-date-time'],
  [{ type: zoned, zone: 'Asia/Kolkata', format: 'DD/MM/YYYY hh:mm' }, '04/03/2025 12:00', '2025-03-04T06:30:00Z'],
  [{ type: zoned, format: 'YYYY-MM-DD hh:mm:ss zone' }, '2025-03-04 12:00:00 UTC', '2025-03-04T12:00:00Z'],
  [{ type: 'duration' }, '36:30:00', 'PT36H30M'],
  [{ type: 'duration' }, '0:00:00.5', 'PT0.5S'],
  [{ type: 'duration' }, 'PT90M', 'PT1H30M'],
  [{ type: 'duration' }, 'PT1.5H', 'PT1H30M'],
  [{ type: 'duration' }, 'P3W', 'P21D'],
  [{ type: 'duration' }, 'P14M', 'P1Y2M'],
  [{ type: 'duration' }, 'P1DT36H', 'P1DT36H'],
  [{ type: 'duration' }, '-PT5M', '-PT5M'],
  [{ type: 'duration' }, 'P0D', 'PT0S'],
  [{ type: 'duration' }, '-0:00:00', 'PT0S'],
  [{ type: 'duration' }, '10:30', '!invalid-duration'],
  [{ type: 'duration' }, '1:75:00', '!invalid-duration'],
  [{ type: 'duration' }, 'P0.5D', '!invalid-duration'],
  [{ type: 'duration' }, 'PT1.5H10M', '!invalid-duration'],
  [{ type: 'duration' }, 'PT0.0000001S', '!invalid-duration'],
  [{ type: 'duration' }, 'P', '!invalid-duration'],
  [{ type: 'duration' }, 'P1DT', '!invalid-duration'],
  [{ type: 'duration' }, '90', '!invalid-duration'],
  [{ type: 'duration', format: 'hh:mm' }, '10:30', 'PT10H30M'],
  [{ type: 'duration', format: 'hh:mm' }, '10:30:00', '!invalid-duration'],
]

describe('dates, times, moments and durations', () => {
  it.each(cases)(
    '[T-date-format] [T-time] [T-date-time] [T-zoned-date-time] [T-duration] %j reads %j as %j',
    async (properties, text, stored) => {
      expect((await readerOf(properties))(text)).toBe(stored)
    },
  )

  const moment = fc.date({ min: new Date('0002-01-01'), max: new Date('9998-12-31'), noInvalidDate: true })
  const duration = fc
    .tuple(fc.nat(5), fc.nat(30), fc.nat(90), fc.nat(100), fc.nat(200), fc.nat(200), fc.nat(999_999))
    .map(([y, m, d, h, min, s, micros]) => `P${y}Y${m}M${d}DT${h}H${min}M${s}.${String(micros).padStart(6, '0')}S`)

  it('reading what was read gives the same', async () => {
    const [time, local, zone, length] = await Promise.all(
      (['time', 'date-time', zoned, 'duration'] as const).map((type) => readerOf({ type })),
    )
    fc.assert(
      fc.property(moment, duration, (date, text) => {
        const iso = date.toISOString()
        for (const [read, written] of [
          [time, iso.slice(11, 23)],
          [local, iso.slice(0, 23)],
          [zone, iso],
          [length, text],
        ] as const) {
          const stored = read?.(written) ?? ''
          expect(stored).not.toContain('!')
          expect(read?.(stored)).toBe(stored)
        }
      }),
    )
  })

  it('[T-zoned-date-time] a zone is that of Intl, read back, at every change of its clocks', async () => {
    const fields = { timeZone: 'x', hourCycle: 'h23', dateStyle: 'short', timeStyle: 'medium' } as const
    for (const timeZone of [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'Asia/Kathmandu',
    ]) {
      const { momentsOf } = zoneOf(timeZone)
      const clock = new Intl.DateTimeFormat('sv-SE', { ...fields, timeZone })
      const hour = 3_600_000
      const from = Date.UTC(2024, 0, 1)
      for (let ms = from; ms < from + 2 * 366 * 24 * hour; ms += hour / 2) {
        const localMs = Date.parse(`${clock.format(ms).replace(' ', 'T')}Z`)
        expect(momentsOf(localMs)).toContain(ms)
      }
    }
  })

  it('[T-zoned-date-time] no zone changes its clocks twice within three days, so that none of its moments is missed', () => {
    const day = 86_400_000
    const zones = Intl.supportedValuesOf('timeZone')
    const sample = zones.filter((_, index) => index % 40 === 0)
    for (const timeZone of sample) {
      const clock = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
      let before = ''
      let changed = Number.NEGATIVE_INFINITY
      for (let ms = Date.UTC(1970, 0, 1); ms < Date.UTC(2030, 0, 1); ms += day) {
        const offset = clock.format(ms).split('GMT')[1] ?? ''
        if (before !== '' && offset !== before) {
          expect(ms - changed).toBeGreaterThan(3 * day)
          changed = ms
        }
        before = offset || '+00:00'
      }
    }
  })

  it('[T-locale] what Intl writes in a locale is read again', async () => {
    for (const locale of [
      'de-DE',
      'de-CH',
      'en-GB',
      'en-US',
      'en-ZA',
      'fr-FR',
      'es-ES',
      'pt-BR',
      'pl-PL',
      'hu-HU',
      'ko-KR',
      'ja-JP',
      'lt-LT',
      'sv-SE',
      'nl-NL',
      'ar-EG',
    ]) {
      const [day, local] = [await readerOf({ type: 'date', locale }), await readerOf({ type: 'date-time', locale })]
      const options = { timeZone: 'UTC', calendar: 'gregory' } as const
      const written = new Intl.DateTimeFormat(locale, options)
      const both = new Intl.DateTimeFormat(locale, {
        ...options,
        dateStyle: 'short',
        timeStyle: 'medium',
        hourCycle: 'h23',
      })
      const dates = fc.date({ min: new Date('1970-01-01'), max: new Date('2068-12-31'), noInvalidDate: true })
      fc.assert(
        fc.property(dates, (date) => {
          const iso = date.toISOString()
          expect(day(written.format(date))).toBe(iso.slice(0, 10))
          // Years of two digits, as the short style of most has them, and words for hours are no part of a locale's order.
          if (!/[^\d\s:.,/-]/.test(both.format(date)) && /\d{4}/.test(both.format(date))) {
            expect(local(both.format(date))).toBe(iso.slice(0, 19))
          }
        }),
        { numRuns: 40 },
      )
    }
  })

  it('[T-date-format] DuckDB reads the same in the same format', async () => {
    const formats: [ours: string, theirs: string, type: 'date' | 'date-time'][] = [
      ['DD/MM/YYYY', '%d/%m/%Y', 'date'],
      ['MM-DD-YYYY', '%m-%d-%Y', 'date'],
      ['DD.MM.YY', '%d.%m.%y', 'date'],
      ['D MMM YYYY', '%d %b %Y', 'date'],
      ['DD.MM.YYYY hh:mm', '%d.%m.%Y %H:%M', 'date-time'],
      ['MM/DD/YYYY hh:mm:ss AM/PM', '%m/%d/%Y %I:%M:%S %p', 'date-time'],
    ]
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    try {
      for (const [ours, theirs, type] of formats) {
        const read = await readerOf({ type, format: ours })
        const texts = fc.sample(textIn(ours), 300)
        for (const text of texts) {
          const result = await connection.runAndReadAll(
            `SELECT strftime(try_strptime('${text}', '${theirs}'), '${type === 'date' ? '%Y-%m-%d' : '%Y-%m-%dT%H:%M:%S'}')`,
          )
          const stored = read(text)
          expect(stored.startsWith('!') ? null : stored).toBe(result.value(0, 0))
        }
      }
    } finally {
      connection.closeSync()
      instance.closeSync()
    }
  })

  it('[X-parse] parse-date writes what fits as ISO, and leaves the rest', async () => {
    const step = await cleaner([{ step: 'parse-date', format: ['DD/MM/YYYY', 'DD/MM/YYYY hh:mm zone', 'hh:mm AM/PM'] }])
    expect(['03/04/2025', '31/02/2025', '3/4/2025 9:00 +01:00', '1:05 PM', 'soon'].map(step)).toEqual([
      '2025-04-03',
      '31/02/2025',
      '2025-04-03T09:00:00+01:00',
      '13:05:00',
      'soon',
    ])
  })
})

/** Texts in a format, of days and times that there are and of some that there are not. */
function textIn(format: string): fc.Arbitrary<string> {
  const two = (most: number): fc.Arbitrary<string> =>
    fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(2, '0'))
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
  return fc
    .record({
      DD: two(32),
      MMM: fc.constantFrom(...names),
      MM: two(13),
      YYYY: fc.integer({ min: 1000, max: 9999 }).map(String),
      YY: two(99),
      hh: format.includes('AM') ? fc.integer({ min: 1, max: 13 }).map(String) : two(25),
      mm: two(61),
      ss: two(61),
      'AM/PM': fc.constantFrom('AM', 'PM'),
    })
    .map((parts) => {
      const written = { ...parts, D: parts.DD }
      return format.replace(/AM\/PM|YYYY|YY|MMM|MM|DD|D|hh|mm|ss/g, (part) => written[part as keyof typeof written])
    })
}
