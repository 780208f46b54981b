import { describe, expect, it } from 'vitest'
import { parseSchema } from '../../src/main/engine/schema/read-schema.ts'

const refusal = (document: unknown): string => {
  try {
    parseSchema(document)
  } catch (error) {
    return (error as Error).message
  }
  return ''
}
const withField = (field: object, rest: object = {}) => ({ name: 's', fields: [{ name: 'a', ...field }], ...rest })

describe('a schema with rules beyond the row', () => {
  it('keeps what it says, and nothing that it does not', () => {
    const document = withField(
      { type: 'date', unique: 'file', checks: [{ check: 'increasing', strictly: true }] },
      { unique: [{ fields: ['a'], message: 'Twice.' }] },
    )
    expect(parseSchema(document)).toMatchObject({
      fields: [{ unique: 'file', checks: [{ check: 'increasing', strictly: true }] }],
      unique: [{ fields: ['a'], within: 'dataset', severity: 'error', message: 'Twice.' }],
    })
    // A document of before is the version that it was before.
    expect(JSON.stringify(parseSchema(withField({})))).not.toContain('unique')
  })

  it.each([
    [
      'a key of unknown fields',
      withField({}, { unique: [{ fields: ['a', 'b'] }] }),
      'unique 1 names the field "b", which',
    ],
    [
      'a key with a field twice',
      withField({}, { unique: [{ fields: ['a', 'a'] }] }),
      'unique 1 names the field "a" twice',
    ],
    ['a key of nothing', withField({}, { unique: [{ fields: [] }] }), 'unique 1, fields'],
    ['unique within what there is not', withField({ unique: 'workspace' }), 'field 1 ("a"), unique'],
    [
      'a reference to nothing',
      withField({ checks: [{ check: 'reference', field: 'x' }] }),
      'needs a dataset or a lookup',
    ],
    [
      'a reference to two tables',
      withField({ checks: [{ check: 'reference', field: 'x', dataset: 'd', lookup: 'l' }] }),
      'has a dataset and a lookup',
    ],
    [
      'a lookup outside its folder',
      withField({ checks: [{ check: 'reference', field: 'x', lookup: '../a' }] }),
      'bare name',
    ],
    [
      'a lookup in a hidden file',
      withField({ checks: [{ check: 'reference', field: 'x', lookup: '.a' }] }),
      'bare name',
    ],
    ['an order of texts', withField({ checks: [{ check: 'increasing' }] }), 'increasing needs a type with an order'],
    ['an order of truth', withField({ type: 'boolean', checks: [{ check: 'decreasing' }] }), 'decreasing needs a type'],
  ])('is refused: %s', (_, document, words) => {
    expect(refusal(document)).toContain(words)
  })
})
