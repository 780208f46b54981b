import { formatCount, locale } from '../format.ts'

const plurals = new Intl.PluralRules(locale)

interface Forms {
  readonly one: string
  readonly other: string
}

/** `1 row`, `1,204 rows`: the amount, written, with the word in the form that it asks for. */
export function amount(count: number, { one, other }: Forms): string {
  return `${formatCount(count)} ${plurals.select(count) === 'one' ? one : other}`
}

const row = { one: 'row', other: 'rows' }
const issue = { one: 'issue', other: 'issues' }
const column = { one: 'column', other: 'columns' }
const field = { one: 'field', other: 'fields' }

/** The words for amounts of things. */
export const count = {
  rows: (value: number): string => amount(value, row),
  issues: (value: number): string => amount(value, issue),
  columns: (value: number): string => amount(value, column),
  fields: (value: number): string => amount(value, field),
  imports: (value: number): string => amount(value, { one: 'import', other: 'imports' }),
}
