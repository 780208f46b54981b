import type { SchemaDocument } from '../../../contract/schema/schema-document.ts'

/** A record of named values as programs handle it. */
export type DataRow = Record<string, unknown>

/** Where rows came from, so that an error can name the row that a person sees and a stored row the schema that judged it. */
export interface RowOrigin {
  /** 1-based row numbers in the source, one for each row. */
  readonly rowNumbers?: readonly number[]
  readonly lineNumbers?: readonly number[]
  readonly document?: SchemaDocument
}

const origins = new WeakMap<readonly DataRow[], RowOrigin>()

/** Remembers the origin of an array of rows as long as the array lives. */
export function withOrigin<R extends readonly DataRow[]>(rows: R, origin: RowOrigin): R {
  origins.set(rows, origin)
  return rows
}

/** What is known of where the rows came from; nothing for an array that a program made itself. */
export function originOf(rows: readonly DataRow[]): RowOrigin {
  return origins.get(rows) ?? {}
}

/** A row's own value: names such as `constructor` are nothing that a row has unless it says so. */
export function ownValue(row: DataRow, name: string): unknown {
  return Object.hasOwn(row, name) ? row[name] : undefined
}
