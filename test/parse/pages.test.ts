import { describe, expect, it } from 'vitest'
import type { ReadingOptions, RecordCursor, RecordPage } from '../../src/contract/reading.ts'
import { recordReader } from '../../src/main/engine/pipeline/read-records.ts'
import { useTempFolder } from '../support/temp-folder.ts'

const folder = useTempFolder()

async function pagesOf(path: string, limit: number, reading: ReadingOptions = {}): Promise<RecordPage[]> {
  const reader = recordReader()
  const pages: RecordPage[] = []
  let cursor: RecordCursor | undefined
  do {
    const page = await reader.read(path, reading, cursor, limit)
    pages.push(page)
    cursor = page.next ?? undefined
  } while (cursor)
  await reader.close()
  return pages
}

const joined = (pages: readonly RecordPage[]): Pick<RecordPage, 'records' | 'faults'> => ({
  records: pages.flatMap((page) => page.records),
  faults: pages.flatMap((page) => page.faults),
})

describe('pages of a table', () => {
  it('[S5] a quote that nothing closes is a fault of its record, however few records a page has', async () => {
    const path = folder.file('open.csv', `id,name\n1,a\n2,"open\n3,c\n4,d\n5,"open too\n6,f\n`)
    const reading = { delimiter: ',', quote: '"' }
    const whole = joined(await pagesOf(path, 1000, reading))
    expect(whole.faults.map(({ rowNumber }) => rowNumber)).toEqual([3, 6])
    for (const limit of [1, 2, 3, 4]) expect(joined(await pagesOf(path, limit, reading))).toEqual(whole)
  })

  it('a footer that fills pieces of its own ends the table, and no page ends where it began', async () => {
    // A record without a line end is a piece of its own.
    const path = folder.file('footer.csv', 'id,name\nTotal,1\nTotal,2\nTotal,3')
    const pages = await pagesOf(path, 1, { footerRows: 3, headerRow: 1 })
    expect(joined(pages).records).toEqual([])
    expect(pages).toHaveLength(1)
  })
})
