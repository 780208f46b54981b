import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readFileAsSniffed } from './read-file.ts'

/** Every NAME.csv that is dropped in here is read, and must give what NAME.expected.json says. */
const folder = join(import.meta.dirname, '../corpus/text')
const files = readdirSync(folder).filter((name) => name.endsWith('.csv'))

describe('the golden texts', () => {
  it('are there', () => {
    expect(files.length).toBeGreaterThanOrEqual(30)
    expect(files.every((name) => existsSync(expectedOf(name)))).toBe(true)
  })

  it.each(files)('%s', async (name) => {
    const bytes = readFileSync(join(folder, name))
    const { leastConfidence, ...expected } = JSON.parse(readFileSync(expectedOf(name), 'utf8'))
    const { confidence, ...read } = await readFileAsSniffed(bytes)
    expect(read).toEqual(expected)
    expect(confidence).toBeGreaterThanOrEqual(leastConfidence)
    expect((await readFileAsSniffed(bytes, 3)).records).toEqual(read.records)
  })
})

function expectedOf(name: string): string {
  return join(folder, name.replace(/\.csv$/, '.expected.json'))
}
