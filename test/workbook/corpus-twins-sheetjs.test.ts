import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultLimits } from '../../src/main/engine/lib/limits.ts'
import { openXlsx } from '../../src/main/engine/parse/workbook/xlsx/open-xlsx.ts'
import { foreignCorpus } from '../support/corpus.ts'
import { readSheets, readWhole } from './read-sheets.ts'

const { path: twins, present } = foreignCorpus('xlsx-twins')

const inSheets = new Set(['hidden-rows', 'hidden-columns', 'merged-cells', 'formulas'])

describe.skipIf(!present)('workbooks that were saved as .xls and as .xlsx', () => {
  const names = present ? readdirSync(twins).filter((name) => name.endsWith('.xls')) : []
  const pairs = names.filter((name) => existsSync(join(twins, `${name}x`)))

  it.each(pairs.flatMap((name) => [false, true].map((asShown) => [name, asShown] as const)))(
    '%s gives the same cells (as shown: %s)',
    async (name, asShown) => {
      const old = await readWhole(join(twins, name), 'xls', { asShown })
      const modern = await readSheets(await openXlsx(join(twins, `${name}x`), defaultLimits), { asShown })
      const cells = (book: typeof old): unknown =>
        book.sheets.map((sheet) => [sheet.name, sheet.hidden, sheet.text.trimEnd(), sheet.faults])
      expect(cells(old)).toEqual(cells(modern))
      const counts = ({ findings }: typeof old): unknown =>
        findings.filter(({ kind }) => inSheets.has(kind)).map(({ kind, message }) => [kind, message])
      expect(counts(old)).toEqual(counts(modern))
    },
  )

  it('both date systems give the same days', async () => {
    const [first, second] = await Promise.all(
      ['dates-1900.xls', 'dates-1904.xls'].map((name) => readWhole(join(twins, name), 'xls')),
    )
    expect(first?.sheets[0]?.text).toBe('2000-01-01,2000-01-01,2000-01-01,2000-01-01,2000-01-01')
    expect(second?.sheets).toEqual(first?.sheets)
  })
})
