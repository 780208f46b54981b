import { describe, expect, it } from 'vitest'
import type { FieldType } from '../../src/contract/schema/field-type.ts'
import { createValidationService } from '../../src/main/engine/services/validation-service.ts'
import { parseSchema } from '../../src/main/engine/schema/read-schema.ts'

async function judged(schema: { fields: object[]; unique?: object[] }, data: Record<string, unknown>[]) {
  const service = createValidationService()
  service.registerSchema(parseSchema({ name: 's', ...schema }))
  const { errors, transformedData, stats } = await service.validateData(data, 's')
  expect(stats.validRows).toBe(transformedData?.length)
  return {
    errors: errors.map(({ rowIndex, code, field }) => [rowIndex, code, field]),
    messages: errors.map((e) => e.message),
    stats,
  }
}

describe('[U10] unique among the rows of a program', () => {
  it('[U3] [U5] the first sound row has the value, and the others name it', async () => {
    const { errors, messages, stats } = await judged(
      {
        fields: [
          { name: 'id', unique: 'dataset' },
          { name: 'n', type: 'integer' },
        ],
      },
      [
        { id: 'a', n: 'x' },
        { id: 'a', n: '1' },
        { id: 'b', n: '1' },
        { id: 'a', n: '2' },
      ],
    )
    expect(errors).toEqual([
      [0, 'invalid-integer', 'n'],
      [0, 'duplicate', 'id'],
      [3, 'duplicate', 'id'],
    ])
    expect(messages.slice(1)).toEqual([
      'Row 1, column "id": row 2 has the same value.',
      'Row 4, column "id": row 2 has the same value.',
    ])
    expect(stats).toMatchObject({
      validRows: 2,
      invalidRows: 2,
      fields: { id: { failed: 2, failedBy: { duplicate: 2 } } },
    })
  })

  it.each<[FieldType, string[], string[]]>([
    ['integer', ['5', '+5', '005'], ['-5', '0', '-0']],
    ['decimal', ['1.50', '+1.5', '01.500'], ['1.05', '0', '-0.00']],
    ['number', ['1', '1.0', '01'], ['1.1', '0', '-0']],
    ['boolean', ['TRUE', 'true', 'True'], ['false', 'FALSE', 'False']],
    ['text', ['a', 'a', 'a'], ['A', '0', '0']],
  ])('[U1] values of the type %s are compared, not their texts', async (type, same, others) => {
    const data = [...same, ...others].map((id) => ({ id }))
    const { errors } = await judged({ fields: [{ name: 'id', type, unique: 'file' }] }, data)
    const last = type === 'boolean' ? [4, 5] : [5]
    expect(errors).toEqual([1, 2, ...last].map((row) => [row, 'duplicate', 'id']))
  })

  it('[U2] [U9] a key of fields is about the row, nothing is never the same, and a warning rejects nothing', async () => {
    const { errors, messages, stats } = await judged(
      {
        fields: [{ name: 'a' }, { name: 'b' }],
        unique: [{ fields: ['a', 'b'], severity: 'warning', message: 'Booked twice.' }],
      },
      [{ a: '1' }, { a: '1' }, { a: '1', b: '2' }, { a: '1', b: '2' }, { a: '12', b: '' }],
    )
    expect(errors).toEqual([[3, 'duplicate', null]])
    expect(messages).toEqual(['Row 4: Booked twice. (Row 3 has the same "a" and "b".)'])
    expect(stats.validRows).toBe(5)
  })
})
