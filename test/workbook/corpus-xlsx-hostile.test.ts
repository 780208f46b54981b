import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { foreignCorpus } from '../support/corpus.ts'
import { readXlsxFile, refusalOf } from './xlsx-reading.ts'

const { path: folder, present } = foreignCorpus('hostile', 'xlsx')

const control = 'id,name\n1,ok\n'

describe.skipIf(!present)('hostile workbooks', () => {
  it.each([
    ['13-bomb-overlapping-entries', 'file-hostile'],
    ['20-billion-laughs-sharedStrings', 'file-hostile'],
    ['22-billion-laughs-workbook', 'file-hostile'],
    ['24-quadratic-blowup', 'file-hostile'],
    ['26-xxe-http', 'file-hostile'],
    ['28-external-rel-target', 'file-hostile'],
    ['32-duplicate-sheet-entries', 'file-hostile'],
    ['41-truncated-half', 'file-unsupported'],
    ['43-wrong-crc', 'file-unsupported'],
    ['45-empty-zip', 'file-unsupported'],
    ['49-prefix-garbage', 'file-unsupported'],
  ])('%s is refused', async (name, code) => {
    expect(await refusalOf(readXlsxFile(join(folder, `${name}.xlsx`)))).toMatchObject({ code })
  })

  it.each([
    '00-control-ok',
    '34-uppercase-part-names',
    '50-dimension-lie-huge',
    '54-no-refs',
    '66-hostile-sheet-names',
    '68-utf16-sheet',
    '70-deep-nesting',
  ])('%s is read', async (name) => {
    expect(await readXlsxFile(join(folder, `${name}.xlsx`))).toMatchObject({ csv: control, faults: [] })
  })

  it('52: the last cell of a sheet costs only what its row costs', async () => {
    const { csv, records } = await readXlsxFile(join(folder, '52-sparse-last-cell.xlsx'))
    expect([csv.startsWith(control), records, csv.length < 1_100_000]).toEqual([true, 1_048_576, true])
  })

  it('56, 58, 60, 62, 64, 72: values are exact, or their faults are told', async () => {
    const read = async (name: string): Promise<[string, string[]]> => {
      const { csv, faults } = await readXlsxFile(join(folder, `${name}.xlsx`))
      return [csv, faults.map(({ rowNumber, code }) => `${rowNumber} ${code}`)]
    }
    expect((await read('56-shared-string-index-bad'))[1]).toEqual(['2 cell-unreadable', '3 cell-unreadable'])
    expect((await read('58-numbers'))[1]).toEqual([
      '4 digits-beyond-excel',
      '5 cell-unreadable',
      '6 digits-beyond-excel',
      '7 digits-beyond-excel',
      '11 cell-unreadable',
    ])
    expect(await read('60-formulas-no-cache')).toEqual([
      'id\n\nab\n#DIV/0!\nTRUE\n2024-02-29T12:00:00\n',
      ['2 formula-without-value', '4 cell-error'],
    ])
    expect(await read('62-x-escapes')).toEqual(['id\n"a\rb_x0041_"\nrich text\n', []])
    expect(await read('64-dates-1900')).toEqual([
      'id\n1900-01-00\n1900-01-01\n1900-02-28\n1900-02-29\n1900-03-01\n2024-02-29T12:00:00\n-1\n9999-12-31\n2958466\n',
      ['2 fictitious-date', '5 fictitious-date', '8 cell-unreadable', '10 cell-unreadable'],
    ])
    expect((await read('72-proto-header'))[0]).toBe('__proto__,constructor\n1,ok\n')
    expect('polluted' in {}).toBe(false)
  })

  it('each ends within 10 seconds and half a gigabyte', () => {
    const reader = fileURLToPath(new URL('../fixtures/read-workbook.ts', import.meta.url))
    const files = readdirSync(folder).map((name) => join(folder, name))
    const { status, stdout, stderr } = spawnSync(process.execPath, [reader, ...files], {
      encoding: 'utf8',
      timeout: 60_000,
    })
    expect(status, stderr).toBe(0)
    const costs = JSON.parse(stdout) as { seconds: number; peakBytes: number }[]
    expect(costs).toHaveLength(files.length)
    for (const { seconds, peakBytes } of costs) {
      expect(seconds).toBeLessThan(10)
      expect(peakBytes).toBeLessThan(512 * 1024 * 1024)
    }
  })
})
