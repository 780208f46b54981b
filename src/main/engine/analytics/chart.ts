import type { ChartRequest } from '../../../contract/datasets.ts'
import { quoteIdentifier } from '../lib/sql-names.ts'
import { AppError } from '../lib/app-error.ts'

const aggregates = { count: 'count', sum: 'sum', average: 'avg', minimum: 'min', maximum: 'max' } as const

/**
 * A chart as SQL: one row per value of the dimension, in its order for dates and by size otherwise.
 * The names in it are quoted; nothing else comes from outside.
 */
export function chartSql(request: ChartRequest): string {
  const { dataset, dimension, measure, limit } = request
  const field = quoteIdentifier(dimension.field)
  const grouped =
    dimension.grain === 'value'
      ? field
      : `CAST(date_trunc('${dimension.grain}', TRY_CAST(${field} AS TIMESTAMP)) AS DATE)`
  const order = dimension.grain === 'value' ? '"value" DESC NULLS LAST, "label"' : '"label"'
  return [
    `SELECT ${grouped} AS "label", ${measureSql(measure)} AS "value"`,
    `FROM ${quoteIdentifier(dataset)}`,
    'GROUP BY 1',
    `ORDER BY ${order}`,
    `LIMIT ${limit}`,
  ].join('\n')
}

function measureSql({ aggregate, field }: ChartRequest['measure']): string {
  if (aggregate === 'count') return field === undefined ? 'count(*)' : `count(${quoteIdentifier(field)})`
  if (field === undefined) {
    throw new AppError('query-invalid', `The measure "${aggregate}" needs a field.`, {
      hint: 'Choose the field to measure, or count rows.',
    })
  }
  return `${aggregates[aggregate]}(TRY_CAST(${quoteIdentifier(field)} AS DOUBLE))`
}
