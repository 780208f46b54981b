import { describe, expect, it } from 'vitest'
import { rowRule } from '../../../contract/schema/row-rule.ts'
import { schemaField } from '../../../contract/schema/schema-document.ts'
import { describeField, describeTransforms } from './describe-field.ts'
import { describeRule } from './describe-rule.ts'

const say = (field: object): string => describeField(schemaField.parse({ name: 'x', ...field })).join(', ')

describe('describeField', () => {
  it('says what a field must be as a person would', () => {
    expect(say({})).toBe('may be empty')
    expect(say({ type: 'number', required: true, checks: [{ check: 'min', value: 0 }] })).toBe(
      'must be there, at least 0',
    )
    expect(say({ type: 'decimal', precision: 12, scale: 2 })).toBe(
      'may be empty, up to 12 digits, 2 of them after the point',
    )
    expect(
      say({
        checks: [
          { check: 'one-of', values: ['a', 'b'] },
          { check: 'max-length', value: 1 },
        ],
      }),
    ).toBe('may be empty, one of: a, b, at most 1 character')
  })

  it('says what holds between rows', () => {
    const reference = { check: 'reference', lookup: 'countries', field: 'code' }
    expect(say({ unique: 'dataset', checks: [reference] })).toBe(
      'may be empty, occurs as code in countries, no two rows of the dataset have the same',
    )
    expect(say({ type: 'date', checks: [{ check: 'increasing', strictly: true }, { check: 'decreasing' }] })).toBe(
      'may be empty, rises from row to row, never rises from row to row',
    )
  })

  it('tells a suggestion apart from a rule', () => {
    expect(say({ suggestion: { type: 'date', confidence: 1, reason: '' } })).toBe(
      'may be empty, looks like a date, kept as text',
    )
    expect(say({ suggestion: { type: 'date', format: 'DD.MM.YYYY', confidence: 1, reason: '' } })).toBe(
      'may be empty, looks like a date written DD.MM.YYYY, kept as text',
    )
  })
})

describe('describeRule', () => {
  it('says what each row fulfils, and where', () => {
    const rule = { name: 'in order', expression: 'end > start', when: 'paid', severity: 'warning' }
    expect(describeRule(rowRule.parse(rule))).toBe(
      'in order: each row fulfils end > start, where paid, failing is only a warning',
    )
    expect(say({ default: { expression: 'a + b' }, checks: [{ check: 'expression', expression: 'value > 1' }] })).toBe(
      'may be empty, fulfils value > 1, computed as a + b where it is empty',
    )
  })
})

describe('describeTransforms', () => {
  it('keeps their order', () => {
    expect(
      describeTransforms(schemaField.parse({ name: 'x', transforms: ['trim', 'lowercase', { custom: 'vat' }] })),
    ).toBe('trimmed, then made lower case, then passed through vat')
  })
})
