import { describe, expect, it } from 'vitest'
import { type SchemaField, schemaField } from '../../../src/contract/schema/schema-document.ts'
import { parseSchema } from '../../../src/main/engine/schema/read-schema.ts'
import { compileSchema } from '../../../src/main/engine/validate/compile-schema.ts'
import { explainIssue } from '../../../src/main/engine/validate/explain/explain.ts'
import { noExtensions } from '../../../src/main/engine/validate/extensions.ts'
import { momentOf } from '../../../src/main/engine/validate/moment.ts'
import type { IssueList } from '../../../src/main/engine/validate/verdict.ts'

const now = { utc: '2025-03-04T11:00:00Z', local: '2025-03-04T12:00:00' }

/** The issues of a text in a field, in words. */
async function issuesOf(
  properties: object,
  text: string,
): Promise<{ code: string; message: string; hint: string | null }[]> {
  const document = parseSchema({ name: 's', fields: [{ name: 'f', ...properties }] })
  const field = document.fields[0] as SchemaField
  const layout = [{ source: 'f', field: 'f', type: field.type }]
  const { judge } = await compileSchema(document, layout, noExtensions, now)
  const issues: IssueList = []
  judge([text], [], issues)
  const context = { layout, sourceWidth: 1, sheet: null, fieldOf: () => field }
  return issues.map((issue) => explainIssue(issue, { rowNumber: 2, lineNumber: 2, cells: [text] }, context))
}

const codesOf = async (properties: object, text: string): Promise<string[]> =>
  (await issuesOf(properties, text)).map(({ code }) => code)

describe('limits', () => {
  it.each<
    [
      type: string,
      min: string | number,
      max: string | number,
      least: string,
      greatest: string,
      below: string,
      above: string,
    ]
  >([
    ['date', '2025-03-04', '2025-03-05', '2025-03-04', '2025-03-05', '2025-03-03', '2025-03-06'],
    ['time', '09:00', '17:00', '09:00', '17:00:00', '08:59:59.9', '17:00:00.1'],
    [
      'date-time',
      '2025-03-04 09:00',
      '2025-03-04T17:00',
      '2025-03-04T09:00',
      '2025-03-04T17:00',
      '2025-03-04T08:59',
      '2025-03-04T17:00:00.5',
    ],
    [
      'zoned-date-time',
      '2025-03-04T12:00+01:00',
      '2025-03-04T17:00Z',
      '2025-03-04T11:00Z',
      '2025-03-04T18:00+01:00',
      '2025-03-04T11:30+01:00',
      '2025-03-04T17:00:00.5Z',
    ],
    ['duration', 'PT1H', 'P1M', '1:00:00', 'P30D', 'PT59M59.9S', 'P31D'],
    [
      'decimal',
      '0.1000000000',
      '12345678901234567890.5',
      '0.1',
      '12345678901234567890.5',
      '0.0999999999',
      '12345678901234567890.6',
    ],
    ['integer', -1, 1, '-1', '1', '-2', '2'],
    ['amount', 0, '99.99', '0', '99.99', '-0.01', '100'],
    ['percent', '5%', 0.5, '5%', '50%', '4.9%', '51%'],
  ])('[T-limits] %s from %s to %s', async (type, min, max, least, greatest, below, above) => {
    const field = {
      type,
      checks: [
        { check: 'min', value: min },
        { check: 'max', value: max },
      ],
    }
    expect(await codesOf(field, least)).toEqual([])
    expect(await codesOf(field, greatest)).toEqual([])
    expect(await codesOf(field, below)).toEqual(['too-small'])
    expect(await codesOf(field, above)).toEqual(['too-large'])
  })

  it('[T-limits] [T-not-in-future] judge by the stored text, however it was written', async () => {
    const field = {
      type: 'date',
      format: 'DD/MM/YYYY',
      checks: [{ check: 'min', value: '2025-03-04' }, { check: 'not-in-future' }],
    }
    expect(await codesOf(field, '03/03/2025')).toEqual(['too-small'])
    expect(await codesOf(field, '04/03/2025')).toEqual([])
    expect(await codesOf(field, '05/03/2025')).toEqual(['in-future'])
  })

  it.each([
    ['date', '2025-03-04', '2025-03-05'],
    ['date-time', '2025-03-04T12:00', '2025-03-04T12:00:01'],
    ['zoned-date-time', '2025-03-04T12:00+01:00', '2025-03-04T12:00:01+01:00'],
  ])('[T-not-in-future] %s: %s is now, %s is not yet', async (type, present, future) => {
    const field = { type, checks: [{ check: 'not-in-future' }] }
    expect(await codesOf(field, present)).toEqual([])
    expect(await codesOf(field, future)).toEqual(['in-future'])
  })

  it('[T-not-in-future] the moment has the texts that the types store', () => {
    const { utc, local } = momentOf(new Date())
    expect(`${utc} ${local}`).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
  })
})

describe('what a field cannot have is refused when it is saved', () => {
  it.each<[properties: object, words: RegExp]>([
    [
      { type: 'date', checks: [{ check: 'min', value: 20250304 }] },
      /min 20250304 is no value of the type date\. Write the limit as in 2025-03-04/,
    ],
    [{ type: 'time', checks: [{ check: 'max', value: '25:00' }] }, /max 25:00 is no value of the type time/],
    [{ type: 'text', checks: [{ check: 'min', value: 1 }] }, /min needs a type with an order.*Use min-length/],
    [
      {
        type: 'date',
        checks: [
          { check: 'min', value: '2025-03-05' },
          { check: 'max', value: '2025-03-04' },
        ],
      },
      /nothing could pass/,
    ],
    [{ type: 'integer', checks: [{ check: 'not-in-future' }] }, /not-in-future needs a date/],
    [{ type: 'text', format: 'DD/MM/YYYY' }, /format belongs to integer, .* and country, not to text/],
    [{ type: 'date', zone: 'Europe/Berlin' }, /zone belongs to zoned-date-time, not to date/],
    [{ type: 'decimal', currency: 'EUR' }, /currency belongs to amount/],
    [{ type: 'email', region: 'DE' }, /region belongs to phone and postal-code/],
    [{ type: 'amount', currency: 'EUX' }, /no currency of ISO 4217/],
    [{ type: 'zoned-date-time', zone: 'Europe/Berln' }, /no time zone.*Did you mean "Europe\/Berlin"/],
    [{ type: 'date', locale: 'de_DE!' }, /no locale/],
    [{ type: 'date', format: 'dd.mm.yyyy' }, /shows no way to write dates.*DD\/MM\/YYYY/],
    [{ type: 'date', format: 'DD.MM.YYYY hh:mm' }, /has a time, for the type date-time/],
    [{ type: 'time', format: 'hh:mm zone' }, /has a zone/],
    [{ type: 'date-time', format: 'YYYY-MM-DDThh:mm zone' }, /for the type zoned-date-time/],
    [{ type: 'zoned-date-time', format: 'DD.MM.YYYY hh:mm' }, /has no zone, and neither has the field/],
    [{ type: 'decimal', format: '1.234.50' }, /shows no way to write numbers/],
    [{ type: 'decimal', format: '1.234,50 %' }, /for the type percent/],
    [{ type: 'boolean', format: ['ja/nein', 'nein/ja'] }, /contradicts the pair/],
    [{ type: 'country', format: 'iso' }, /no way to write countries/],
    [{ type: 'enum' }, /an enum needs its values/],
    [{ type: 'enum', values: ['a', 'A'], ignoreCase: true }, /listed twice, without regard to case/],
    [{ type: 'list' }, /a list needs a separator/],
    [{ type: 'postal-code' }, /needs a region/],
    [{ type: 'postal-code', region: 'UK' }, /the region GB/],
    [{ transforms: [{ step: 'parse-date', format: '1.234,50' }] }, /parse-date: the format/],
  ])('[T-properties] %j', (properties, words) => {
    const refusal = (() => {
      try {
        parseSchema({ name: 's', fields: [{ name: 'f', ...properties }] })
        return null
      } catch (error) {
        return error as Error & { hint: string }
      }
    })()
    expect(`${refusal?.message} ${refusal?.hint}`).toMatch(words)
    expect(refusal?.message).toContain('"f"')
  })

  it('[T-properties] a list takes what belongs to the type of its items', () => {
    const items = { type: 'list', separator: ';', items: 'zoned-date-time', zone: 'Europe/Berlin' }
    expect(() => parseSchema({ name: 's', fields: [schemaField.parse({ name: 'f', ...items })] })).not.toThrow()
  })
})

describe('hints', () => {
  it.each<[properties: object, text: string, hint: RegExp]>([
    [
      { type: 'date', format: 'DD/MM/YYYY' },
      '2025-03-04',
      /could be 2025-03-04 \(year first\)\. Write dates as DD\/MM\/YYYY/,
    ],
    [
      { type: 'date' },
      '03/04/2025',
      /2025-04-03 \(day first\) or 2025-03-04 \(month first\)\. Write dates as 2025-03-04/,
    ],
    [{ type: 'date', locale: 'de-DE' }, '04/13/2025', /Write dates as 4\.3\.2025 \(de-DE\)/],
    [{ type: 'date', format: 'DD/MM/YYYY' }, '31/02/2025', /No calendar has that day/],
    [
      { type: 'decimal', format: '1.234,50' },
      '12.5',
      /could be 12\.5 with a decimal point\. Write numbers as in 1\.234,50/,
    ],
    [{ type: 'decimal', format: '1.234,50' }, '12,5o', /Did you mean 12,50\?/],
    [{ type: 'decimal' }, '12,50', /Did you mean 12\.50\?/],
    [{ type: 'decimal' }, '5%', /use the type percent/],
    [{ type: 'amount' }, '5 €', /give the field a `currency`/],
    [{ type: 'amount', currency: 'EUR' }, '$5', /Amounts are in EUR.*says "\$"/],
    [{ type: 'percent' }, '12.5', /Is it 12\.5%, or the share 12\.5 of one\?/],
    [{ type: 'time' }, '36:30', /of the type duration/],
    [{ type: 'date-time' }, '2025-03-04T11:00Z', /zoned-date-time/],
    [{ type: 'zoned-date-time' }, '2025-03-04T11:00', /has no offset/],
    [
      { type: 'zoned-date-time', zone: 'Europe/Berlin' },
      '2025-03-30T02:30',
      /clocks in Europe\/Berlin show that time twice or never/,
    ],
    [{ type: 'duration' }, '10:30', /Is it 10:30:00, in hours and minutes, or 0:10:30/],
    [{ type: 'enum', values: ['pending', 'completed'] }, 'pendnig', /Did you mean pending\?/],
    [{ type: 'uuid' }, '{0123456789ABCDEF0123456789ABCDEF}', /Did you mean 01234567-89ab-cdef-0123-456789abcdef/],
    [{ type: 'iban' }, 'DE8937040044053201300', /DE has 22 characters; this one has 21/],
    [{ type: 'iban' }, 'DE89370400440532013001', /check digits/],
    [{ type: 'country' }, 'Germany', /Did you mean DE\?/],
    [{ type: 'country', format: 'alpha-3' }, 'DE', /Did you mean DEU\?/],
    [{ type: 'postal-code', region: 'PL' }, '00001', /written as in 00-001/],
    [{ type: 'json' }, "{'a':1}", /double quotes/],
    [{ type: 'boolean' }, 'ja', /format ja\/nein/],
    [{ type: 'list', separator: ';', items: 'integer' }, '1;x', /between ";" must be of the type integer/],
  ])('[T-hints] %j says of %j what it could be', async (properties, text, hint) => {
    const [issue] = await issuesOf(properties, text)
    expect(issue?.hint).toMatch(hint)
  })
})
