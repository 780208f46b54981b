/** The parts of a Table Schema (Data Package 2.0, datapackage.org/standard/table-schema) that conversions write. */
export interface TableSchema {
  readonly $schema: string
  readonly name: string
  readonly title?: string
  readonly description?: string
  readonly fields: readonly TableSchemaField[]
  /** Whether a file must have these columns exactly in any order, or may have others too. */
  readonly fieldsMatch: 'equal' | 'subset'
  readonly missingValues: readonly string[]
  readonly primaryKey?: readonly string[]
  readonly uniqueKeys?: readonly unknown[]
  readonly foreignKeys?: readonly object[]
}

export interface TableSchemaField {
  readonly name: string
  readonly title?: string
  readonly description?: string
  readonly type: string
  readonly format?: string
  readonly trueValues?: readonly string[]
  readonly falseValues?: readonly string[]
  readonly constraints?: Readonly<Record<string, unknown>>
}

export const tableSchemaProfile = 'https://datapackage.org/profiles/2.0/tableschema.json'

/** The words of our boolean; a Table Schema takes `1` and `0` too unless it is told. */
export const booleanWords = { trueValues: ['true', 'True', 'TRUE'], falseValues: ['false', 'False', 'FALSE'] } as const
