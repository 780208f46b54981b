import type { FieldType } from '../../../contract/schema/field-type.ts'
import type { SchemaDocument } from '../../../contract/schema/schema-document.ts'
import { AppError } from '../lib/app-error.ts'
import { nameKey } from '../lib/names.ts'
import { parseSchema } from '../schema/read-schema.ts'
import { type DataRow, originOf, ownValue } from './row-origin.ts'
import { rowText, typeOfValues } from './row-values.ts'
import type { ServiceContext } from './services.ts'
import type { ValidationError } from './validation-service.ts'

/** Stores rows that a program brings. */
export interface DataService {
  /**
   * Stores rows in a dataset, all of them or none, and lets them be queried. Columns are the union of the rows' names; their types
   * are those of the schema that validated the rows, else those of the program's values.
   */
  bulkInsert(dataset: string, rows: readonly DataRow[]): Promise<{ inserted: number }>
  /** Stores errors as a dataset of their own, so that they can be queried and exported like any other. */
  logErrors(dataset: string, errors: readonly ValidationError[]): Promise<{ inserted: number }>
}

export function createDataService({ store, analytics, emit }: ServiceContext): DataService {
  /** The import that this session's rows of a dataset go on with. */
  const sessions = new Map<string, number>()
  /** The types that columns have had, for rows that bring no value of a column. */
  const typesOf = new Map<string, Map<string, FieldType>>()

  const insert = async (
    dataset: string,
    columns: readonly { name: string; type: FieldType }[],
    rows: readonly (readonly (string | null)[])[],
  ): Promise<{ inserted: number }> => {
    if (rows.length === 0) return { inserted: 0 }
    const key = nameKey(dataset)
    const stored = await store.insertRows({ dataset, columns, rows, importId: sessions.get(key) })
    sessions.set(key, stored.importId)
    await analytics.append(stored.importId, stored.firstRowNumber)
    await analytics.show(stored.importId)
    emit({ name: 'workspace:changed', payload: { topics: ['imports', 'datasets'] } })
    return { inserted: stored.rows }
  }

  return {
    bulkInsert: async (dataset, rows) => {
      const key = nameKey(dataset)
      const columns = columnsOf(rows, originOf(rows).document, typesOf.get(key) ?? new Map())
      const texts = rows.map((row) => columns.map(({ name }) => textOrNull(ownValue(row, name))))
      const inserted = await insert(dataset, columns, texts)
      typesOf.set(
        key,
        new Map([...(typesOf.get(key) ?? []), ...columns.map(({ name, type }) => [name, type] as const)]),
      )
      return inserted
    },
    logErrors: async (dataset, errors) => {
      const columns = errorColumns.map(({ name, type }) => ({ name, type }))
      const texts = errors.map((error) => errorColumns.map(({ value }) => textOrNull(value(error))))
      return insert(dataset, columns, texts)
    },
  }
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : rowText(value)
}

function columnsOf(
  rows: readonly DataRow[],
  document: SchemaDocument | undefined,
  earlier: ReadonlyMap<string, FieldType>,
): { name: string; type: FieldType }[] {
  const declared = new Map(document?.fields.map((field) => [field.name, field.type]))
  const names = new Map<string, string>()
  for (const row of rows) {
    for (const name of Object.keys(row)) {
      const before = names.get(nameKey(name))
      if (before !== undefined && before !== name) {
        throw new AppError(
          'usage',
          `The rows have both "${before}" and "${name}"; names are compared without regard to case.`,
          { hint: 'Use one name.' },
        )
      }
      names.set(nameKey(name), name)
    }
  }
  const columns = [...names.values()].map((name) => ({
    name,
    type: declared.get(name) ?? typeOfValues(valuesOf(rows, name)) ?? earlier.get(name) ?? 'text',
  }))
  // Names that no field can have are refused in the words of schemas.
  if (columns.length > 0) parseSchema({ name: 'rows', fields: columns })
  return columns
}

function* valuesOf(rows: readonly DataRow[], name: string): Generator {
  for (const row of rows) yield ownValue(row, name)
}

const errorColumns: readonly { name: string; type: FieldType; value: (error: ValidationError) => unknown }[] = [
  { name: 'row_number', type: 'integer', value: (error) => error.rowNumber },
  { name: 'line_number', type: 'integer', value: (error) => error.lineNumber },
  { name: 'field', type: 'text', value: (error) => error.field },
  { name: 'code', type: 'text', value: (error) => error.code },
  { name: 'severity', type: 'text', value: (error) => error.severity },
  { name: 'value', type: 'text', value: (error) => error.value },
  { name: 'message', type: 'text', value: (error) => error.message },
  { name: 'hint', type: 'text', value: (error) => error.hint },
]
