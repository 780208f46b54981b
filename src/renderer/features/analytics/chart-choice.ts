import type { ChartRequest, DatasetSummary } from '../../../contract/datasets.ts'
import type { FieldType } from '../../../contract/schema/field-type.ts'

type Column = DatasetSummary['columns'][number]

const numeric: ReadonlySet<FieldType> = new Set(['integer', 'decimal', 'number', 'amount', 'percent'])
/** Types whose values have a day. */
const dated: ReadonlySet<FieldType> = new Set(['date', 'date-time', 'zoned-date-time'])

type Grain = ChartRequest['dimension']['grain']
type Aggregate = ChartRequest['measure']['aggregate']

export interface ChartChoice {
  readonly field: string
  readonly grain: Grain
  readonly aggregate: Aggregate
  readonly measureField: string | null
}

export const numericColumns = (columns: readonly Column[]): Column[] =>
  columns.filter((column) => numeric.has(column.type))

/** The grains that make sense for a column: only what has a day has a month. */
export function grainsOf(column: Column | undefined): Grain[] {
  return column !== undefined && dated.has(column.type) ? ['value', 'day', 'month', 'year'] : ['value']
}

const likelyGroups = /status|state|type|kind|category|country|region|group|currency|channel/i

/** A first chart that is likely to tell something: rows by a column that names groups, else by month, else by the last. */
export function firstChoice(columns: readonly Column[]): ChartChoice {
  const group = columns.find((column) => likelyGroups.test(column.name))
  const date = columns.find((column) => dated.has(column.type))
  const chosen = group ?? date ?? columns.at(-1)
  return {
    field: chosen?.name ?? '',
    grain: chosen !== undefined && chosen === date ? 'month' : 'value',
    aggregate: 'count',
    measureField: numericColumns(columns)[0]?.name ?? null,
  }
}

/** The question for the engine, or null while a measure lacks its field. */
export function requestOf(dataset: string, choice: ChartChoice): ChartRequest | null {
  const { aggregate, measureField } = choice
  if (aggregate !== 'count' && measureField === null) return null
  return {
    dataset,
    dimension: { field: choice.field, grain: choice.grain },
    measure:
      aggregate === 'count' || measureField === null ? { aggregate: 'count' } : { aggregate, field: measureField },
    limit: 20,
  }
}
