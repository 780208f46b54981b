import type { FieldType } from '../../../../contract/schema/field-type.ts'

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

export interface TableSchemaField extends TableSchemaType {
  readonly name: string
  readonly title?: string
  readonly description?: string
  readonly constraints?: Readonly<Record<string, unknown>>
}

export interface TableSchemaType {
  readonly type: string
  readonly format?: string
  readonly trueValues?: readonly string[]
  readonly falseValues?: readonly string[]
  readonly decimalChar?: string
  readonly groupChar?: string
  /** False where signs of money or percent may stand beside a number. */
  readonly bareNumber?: boolean
  readonly categories?: readonly string[]
  readonly delimiter?: string
  readonly itemType?: string
}

export const tableSchemaProfile = 'https://datapackage.org/profiles/2.0/tableschema.json'

/** What a Table Schema takes for a boolean where it does not say. */
export const usualWords = {
  trueValues: ['true', 'True', 'TRUE', '1'],
  falseValues: ['false', 'False', 'FALSE', '0'],
} as const

/** The types that the items of a list may have there, and ours of the same values. */
export const itemTypes: Readonly<Partial<Record<string, Exclude<FieldType, 'list' | 'json'>>>> = {
  string: 'text',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  datetime: 'date-time',
}
