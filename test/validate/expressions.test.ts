import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SchemaDocument } from '../../src/contract/schema/schema-document.ts'
import { AppError } from '../../src/main/engine/lib/app-error.ts'
import { parseSchema } from '../../src/main/engine/schema/read-schema.ts'
import { createValidationService } from '../../src/main/engine/services/validation-service.ts'
import { compileSchema } from '../../src/main/engine/validate/compile-schema.ts'
import { noExtensions } from '../../src/main/engine/validate/extensions.ts'
import { fieldColumn } from '../../src/main/engine/validate/layout.ts'
import type { IssueList } from '../../src/main/engine/validate/verdict.ts'

const fields = [
  { name: 'id', type: 'integer' },
  { name: 'price', type: 'decimal' },
  { name: 'quantity', type: 'integer' },
  { name: 'start', type: 'date' },
  { name: 'end', type: 'date' },
  { name: 'paid', type: 'boolean' },
  { name: 'Order note', type: 'text' },
]
type Cells = Partial<Record<'id' | 'price' | 'quantity' | 'start' | 'end' | 'paid' | 'Order note', string>>
interface Verdict {
  clean: (string | null)[]
  changed: Record<number, string> | null
  issues: IssueList
}

async function judgeOf(document: SchemaDocument): Promise<(cells: Record<string, string>) => Verdict> {
  const layout = document.fields.map(({ name }) => fieldColumn(document, name, name))
  const { judge } = await compileSchema(document, layout, noExtensions)
  return (cells) => {
    const clean: (string | null)[] = []
    const issues: IssueList = []
    const changed = judge(
      document.fields.map(({ name }) => cells[name] ?? ''),
      clean,
      issues,
    )
    return { clean, changed, issues }
  }
}

function documentOf(rule: object | string): SchemaDocument {
  const rules = [typeof rule === 'string' ? { name: 'r', expression: rule } : { name: 'r', ...rule }]
  return parseSchema({ name: 's', fields, rules })
}

/** The codes that a rule gives a row. */
async function codes(rule: object | string, cells: Cells): Promise<string[]> {
  return (await judgeOf(documentOf(rule)))(cells).issues.map(([, code]) => code)
}

function refusalOf(value: object): AppError {
  try {
    parseSchema(value)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('the schema was taken')
}

describe('a rule of a row', () => {
  it.each<[string, Cells, string[]]>([
    ['end >= start', { start: '2025-03-04', end: '2025-03-04' }, []],
    ['end >= start', { start: '2025-03-04', end: '2025-03-03' }, ['row-rule']],
    ['end - start <= days(30)', { start: '2025-03-01', end: '2025-03-31' }, []],
    ['end - start <= days(30)', { start: '2025-03-01', end: '2025-04-01' }, ['row-rule']],
    ['start > date("2024-12-31")', { start: '2024-12-31' }, ['row-rule']],
    ['price * quantity <= 100', { price: '33.3', quantity: '3' }, []],
    ['price * quantity <= 100', { price: '33.4', quantity: '3' }, ['row-rule']],
    ['price == 3', { price: '3.00' }, []],
    ['price != 3', { price: '3.00' }, ['row-rule']],
    ['paid || price == 0', { paid: 'FALSE', price: '1' }, ['row-rule']],
    ['!paid', { paid: 'TRUE' }, ['row-rule']],
    ['row["Order note"].startsWith("x")', { 'Order note': 'y' }, ['row-rule']],
    ['row.price > 1', { price: '1' }, ['row-rule']],
    ['row["Order note"].matches("^(a+)+$")', { 'Order note': `${'a'.repeat(50)}b` }, ['row-rule']],
    ['round(price) == 3 && abs(price) > 2.0', { price: '2.5' }, []],
  ])('[E1] [E2] [E3] %s of %j', async (rule, cells, expected) => {
    expect(await codes(rule, cells)).toEqual(expected)
  })

  it('[E1] is only asked where its condition holds', async () => {
    const rule = { when: 'paid', expression: 'price > 0' }
    expect(await codes(rule, { paid: 'true', price: '0' })).toEqual(['row-rule'])
    expect(await codes(rule, { paid: 'false', price: '0' })).toEqual([])
    expect(await codes(rule, { price: '0' })).toEqual([])
  })

  it('[E1] names itself, its message and what it read, at the first of its fields', async () => {
    const rule = { expression: 'end >= start', message: 'the end comes first', fields: ['start'], severity: 'warning' }
    const { issues } = (await judgeOf(documentOf(rule)))({ start: '2025-03-04', end: '2025-03-01' })
    const reason = 'the rule "r" is broken: the end comes first (end = "2025-03-01", start = "2025-03-04").'
    expect(issues).toEqual([[3, 'row-rule', 'warning', reason]])
    const at = (await judgeOf(documentOf('end >= start')))({ start: '2025-03-04', end: '2025-03-01' }).issues
    expect(at.map(([position]) => position)).toEqual([4])
  })

  it('[E3] compares whole numbers exactly', async () => {
    expect(await codes('id == 90071992547409930000000000000001', { id: '90071992547409930000000000000001' })).toEqual(
      [],
    )
    expect(await codes('id < 9007199254740993', { id: '9007199254740993' })).toEqual(['row-rule'])
  })

  it.each<[string, Cells, string[]]>([
    ['end >= start', { start: '2025-03-04' }, []],
    ['price > 1.0 && quantity > 1', { quantity: '0' }, []],
    ['end == null || end >= start', { start: '2025-03-04' }, []],
    ['end != null', {}, ['row-rule']],
    ['end != null && end >= start', { start: '2025-03-04' }, ['row-rule']],
    ['end >= start || end == null', { start: '2025-03-04' }, []],
    ['(end == null) == (start == null)', { start: '2025-03-04' }, ['row-rule']],
    ['(end == null) == (start == null)', {}, []],
    ['end > start && end == null', { start: '2025-03-04' }, []],
    ['null == price', { price: '1' }, ['row-rule']],
    ['row["Order note"] != null || paid', { paid: 'false' }, ['row-rule']],
  ])('[E4] %s of %j, where NULL is', async (rule, cells, expected) => {
    expect(await codes(rule, cells)).toEqual(expected)
  })

  it('[E4] is not made of a cell that is not of its type', async () => {
    expect(await codes('price > 1.0', { price: 'x' })).toEqual(['invalid-decimal'])
    expect(await codes('end != null && end > start', { end: '2025-02-30', start: '2025-01-01' })).toEqual([
      'invalid-date',
    ])
  })

  it.each<[string, Cells, string]>([
    ['100 / quantity > 1', { quantity: '0' }, 'division by zero'],
    ['id + 1 > 0', { id: '9223372036854775807' }, 'overflow'],
    ['int(row["Order note"]) > 0', { 'Order note': 'x' }, 'cannot convert'],
    ['row["Order note"] != ""', { 'Order note': 'x'.repeat(40_000) }, 'more than 32767 characters'],
    ['date(row["Order note"]) > start', { 'Order note': 'x', start: '2025-01-01' }, 'is not a date'],
  ])('[E5] %s fails as a value', async (rule, cells, reason) => {
    const { issues } = (await judgeOf(documentOf(rule)))(cells)
    expect(issues.map(([, code]) => code)).toEqual(['expression-error'])
    expect(issues[0]?.[3]).toContain(reason)
  })

  it.each<[string, string, string]>([
    ['prise > 1.0', 'at character 1: there is no field "prise".', 'Did you mean price?'],
    ['price > 0 && row["Order nte"] == ""', 'at character 14: there is no field "Order nte".', 'row["Order note"]'],
    ['price > "1"', 'at character 1: no such overload', 'int()'],
    ['price > 1 &&', 'it ends where more is needed', 'Correct'],
    ['price', 'gives double, not true or false', 'comparison'],
    ['start > "2025-01-01"', 'at character 1', 'date("2025-03-04")'],
    ['[1, 2].all(x, x > 1)', 'at character 1: there is no method all', 'startsWith'],
    ['row["Order note"].split("").size() > 1', 'there is no method split', 'There are'],
    ['cel.bind(x, 1, x > 0)', 'there is no method bind', 'There are'],
    ['dyn(price) == 1', 'there is no function dyn', 'There are'],
    ['row["Order note"].matches(row["Order note"])', 'written out', 'quotes'],
    ['row["Order note"].matches("(a+)\\\\1")', 'a reference to a group', 'Write out'],
    ['row["Order note"].matches(// matches\n"(a+)+$")', 'a comment stands in a call of matches', 'comment'],
    ['null == null', 'null can only be compared with a field', 'end == null'],
    ['price.x > 1', 'values have no parts', 'row["name"]'],
    [Array.from({ length: 300 }, () => '1').join('+') + ' > 1', 'more than 500 parts', 'Correct'],
    [`${'('.repeat(60)}true${')'.repeat(60)}`, 'nested more than 32 deep', 'Correct'],
  ])('[E7] [E8] %s is refused', (expression, message, hint) => {
    const refused = refusalOf({ name: 's', fields, rules: [{ name: 'r', expression }] })
    expect(refused.code).toBe('schema-invalid')
    expect(refused.message).toContain('Rule "r": ')
    expect(refused.message).toContain(message)
    expect(refused.hint).toContain(hint)
  })

  it('[E8] at a field that there is not, or by a name that there is, is refused', () => {
    const expression = 'price > 0'
    expect(refusalOf({ name: 's', fields, rules: [{ name: 'r', expression, fields: ['prise'] }] }).hint).toContain(
      'price',
    )
    expect(
      refusalOf({
        name: 's',
        fields,
        rules: [
          { name: 'r', expression },
          { name: 'r', expression },
        ],
      }).message,
    ).toContain('two rules')
  })

  it('[V1] [V2] judges a row by that row alone, also when the schema was printed and read again', async () => {
    const cell = fc.constantFrom('', '0', '1', '12', '2025-03-04', '2025-03-05', 'true', 'false', 'x')
    const row = fc.record(Object.fromEntries(fields.map(({ name }) => [name, cell])))
    const rule = fc.constantFrom(
      'end >= start',
      'end == null || end > start',
      'price * quantity < 10',
      'paid || price == 0',
      '10 / quantity > 3',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(rule, { minLength: 1, maxLength: 3 }),
        fc.array(row, { maxLength: 4 }),
        async (all, rows) => {
          const rules = all.map((expression, index) => ({
            name: `r${index}`,
            expression,
            when: all[index - 1] ?? 'true',
          }))
          const document = parseSchema({ name: 's', fields, rules })
          const together = await judgeOf(document)
          const verdicts = rows.map(together)
          const printed = parseSchema(JSON.parse(JSON.stringify(document)))
          expect(printed).toEqual(document)
          for (const [index, one] of rows.entries()) expect((await judgeOf(printed))(one)).toEqual(verdicts[index])
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('a check by expression', () => {
  const checked = (expression: string, name = 'a', message?: string): SchemaDocument =>
    parseSchema({
      name: 's',
      fields: [
        { name, type: 'integer', checks: [{ check: 'expression', expression, ...(message ? { message } : {}) }] },
        { name: 'limit', type: 'integer' },
      ],
    })

  it('[E1] [E2] sees its field as value, and the others by name', async () => {
    const judge = await judgeOf(checked('value <= limit'))
    expect(judge({ a: '1', limit: '1' }).issues).toEqual([])
    expect(judge({ a: '2', limit: '1' }).issues).toEqual([
      [0, 'expression', 'error', 'it does not fulfil value <= limit (a = "2", limit = "1").'],
    ])
    expect((await judgeOf(checked('value > row["in"]', 'in')))({ in: '1' }).issues).toHaveLength(1)
    expect((await judgeOf(checked('value > 1', 'a', 'too few')))({ a: '1' }).issues[0]?.[3]).toBe('too few (a = "1").')
  })
})

describe('a computed default', () => {
  const computing = (...all: object[]): object => ({ name: 's', fields: all })
  const total = { name: 'total', type: 'decimal', default: { expression: 'price * quantity' } }
  const price = { name: 'price', type: 'decimal' }
  const quantity = { name: 'quantity', type: 'integer' }

  it('[E6] fills an empty cell, and keeps what was there', async () => {
    const judge = await judgeOf(parseSchema(computing(total, price, quantity)))
    expect(judge({ price: '1.5', quantity: '3' })).toEqual({
      clean: ['4.5', '1.5', '3'],
      changed: { 0: '' },
      issues: [],
    })
    expect(judge({ total: '9', price: '1.5', quantity: '3' }).clean[0]).toBe('9')
    expect(judge({ price: '1.5' })).toEqual({ clean: [null, '1.5', null], changed: null, issues: [] })
  })

  it('[E6] is judged as the file had it', async () => {
    const judge = await judgeOf(
      parseSchema(
        computing(
          { ...total, type: 'integer', required: true, checks: [{ check: 'max', value: 10 }] },
          price,
          quantity,
        ),
      ),
    )
    expect(judge({ price: '1.5', quantity: '3' }).issues).toEqual([[0, 'invalid-integer']])
    expect(judge({ price: '5', quantity: '3' }).issues).toEqual([[0, 'too-large']])
    expect(judge({ price: '5' }).issues).toEqual([[0, 'required']])
    expect(judge({ price: 'x', quantity: '1' }).issues.map(([, code]) => code)).toEqual(['invalid-decimal', 'required'])
  })

  it('[E6] is computed behind those that it reads, and seen by rules', async () => {
    const net = { name: 'net', type: 'decimal', default: { expression: 'total / 2' } }
    const due = { name: 'due', type: 'date', default: { expression: 'ordered + days(14)' } }
    const document = parseSchema({
      ...computing(net, total, price, quantity, due, { name: 'ordered', type: 'date' }),
      rules: [{ name: 'small', expression: 'net < 3' }],
    })
    const { clean, issues } = (await judgeOf(document))({ price: '2', quantity: '3', ordered: '2025-02-20' })
    expect(clean).toEqual(['3', '6', '2', '3', '2025-03-06', '2025-02-20'])
    expect(issues.map(([, code]) => code)).toEqual(['row-rule'])
  })

  it('[E6] from itself, or in a circle, is refused', () => {
    const itself = { name: 'a', default: { expression: 'a' } }
    expect(refusalOf(computing(itself)).message).toContain('computed from itself')
    const circle = ['a', 'b', 'c'].map((name, index, all) => ({ name, default: { expression: all[(index + 1) % 3] } }))
    expect(refusalOf(computing(...circle)).message).toContain('"a" from "b" from "c" from "a"')
  })
})

it('rules and computed defaults work on the rows of a program', async () => {
  const service = createValidationService()
  service.registerSchema(
    parseSchema({
      name: 's',
      fields: [
        { name: 'net', type: 'decimal' },
        { name: 'gross', type: 'decimal', default: { expression: 'net * 2' } },
        { name: 'phone' },
        { name: 'email' },
      ],
      rules: [
        { name: 'reachable', expression: 'phone != null || email != null', message: 'phone or e-mail is needed' },
      ],
    }),
  )
  const result = await service.validateData(
    [
      { net: 3, phone: '1' },
      { net: 1, gross: 5 },
    ],
    's',
    { transformOptions: { defaultValues: { net: 1 } } },
  )
  expect(result.transformedData).toEqual([{ net: '3', gross: '6', phone: '1', email: null }])
  expect(result.errors.map(({ rowIndex, code, field, message }) => [rowIndex, code, field, message])).toEqual([
    [
      1,
      'row-rule',
      'phone',
      'Row 2, column "phone": the rule "reachable" is broken: phone or e-mail is needed (phone = nothing, email = nothing).',
    ],
  ])
})
