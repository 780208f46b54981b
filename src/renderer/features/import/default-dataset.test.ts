import { describe, expect, it } from 'vitest'
import type { DatasetSummary } from '../../../contract/datasets.ts'
import { defaultDataset } from './default-dataset.ts'

const dataset = (name: string, schema: string): DatasetSummary => ({
  name,
  schema,
  rows: 1,
  imports: 1,
  columns: [],
  createdAt: '2026-01-01T00:00:00Z',
})

describe('defaultDataset', () => {
  it('names a new dataset after the file, without its date, so that next month joins it', () => {
    expect(defaultDataset('/data/orders.csv', null, [])).toBe('orders')
    expect(defaultDataset('C:\\data\\orders-2026-11.csv.gz', null, [])).toBe('orders')
    expect(defaultDataset('/data/orders_20261123.csv', 'order-import', [])).toBe('orders')
    expect(defaultDataset('/data/2026-11.csv', null, [])).toBe('2026-11')
  })

  it('prefers the one dataset that has the schema already', () => {
    expect(defaultDataset('/x.csv', 'order-import', [dataset('Sales', 'order-import'), dataset('x', 'other')])).toBe(
      'Sales',
    )
    expect(defaultDataset('/x.csv', 's', [dataset('a', 's'), dataset('b', 's')])).toBe('x')
  })
})
