import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { foreignCorpus } from '../support/corpus.ts'
import { readFileAsSniffed } from './read-file.ts'

const { path: folder, present } = foreignCorpus('csv-spectrum')
const names = present ? readdirSync(join(folder, 'csvs')).map((file) => file.replace(/\.csv$/, '')) : []

describe.skipIf(!present)('csv-spectrum', () => {
  it('has its files', () => {
    expect(names.length).toBeGreaterThan(10)
  })

  it.each(names)('%s', async (name) => {
    const expected = JSON.parse(readFileSync(join(folder, 'json', `${name}.json`), 'utf8'))
    const { header, records, faults } = await readFileAsSniffed(readFileSync(join(folder, 'csvs', `${name}.csv`)))
    expect(faults).toEqual([])
    expect(header.rows).toEqual([1])
    const rows = records.slice(1).map((cells) => Object.fromEntries(header.names.map((key, at) => [key, cells[at]])))
    if (name === 'location_coordinates') {
      // Its JSON is one object, and has another telephone number than its CSV.
      const { 'Contact Phone Number': _, ...place } = expected as Record<string, string>
      expect(rows).toEqual([{ ...place, 'Contact Phone Number': '2095257564' }])
    } else expect(rows).toEqual(expected)
  })
})
