import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { readCells } from '../../src/main/engine/store/read-cells.ts'

const cells = fc.array(
  fc.option(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\\', '"', '\\"', ']', ','))),
  {
    maxLength: 8,
  },
)
const positions = fc.uniqueArray(fc.nat(9), { maxLength: 5 }).map((list) => list.sort((a, b) => a - b))

it('some cells of a stored row are those of the whole row', () => {
  fc.assert(
    fc.property(cells, positions, fc.nat(), (row, wanted, rowNumber) => {
      const expected = wanted.map((position) => row[position] ?? null)
      expect(readCells(JSON.stringify(row), wanted, 0)).toEqual(expected)
      expect(readCells(JSON.stringify([rowNumber, ...row]), wanted, -1)).toEqual(expected)
    }),
    { numRuns: 2000 },
  )
})
