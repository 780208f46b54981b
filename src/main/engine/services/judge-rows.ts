import type { Issue, IssueCode } from '../../../contract/issues.ts'
import type { SchemaDocument } from '../../../contract/schema/schema-document.ts'
import { AppError } from '../lib/app-error.ts'
import type { CompiledSchema } from '../validate/compile-schema.ts'
import type { IssuePlace } from '../validate/explain/description.ts'
import { explainIssue } from '../validate/explain/explain.ts'
import { isError, type IssueList, type StoredIssue } from '../validate/verdict.ts'
import type { LayoutColumn } from '../validate/layout.ts'
import type { FindDuplicates, RowToCompare } from './find-duplicates.ts'
import { withLocale } from '../validate/writing/field-writing.ts'
import { type DataRow, originOf, ownValue, withOrigin } from './row-origin.ts'
import { rowText, typedValue } from './row-values.ts'
import type { FieldStatistics, ValidationError, ValidationOptions, ValidationResult } from './validation-service.ts'

/** Judges a program's rows by a compiled schema, in the calling thread. */
export function judgeRows(
  data: readonly DataRow[],
  document: SchemaDocument,
  layout: readonly LayoutColumn[],
  compiled: CompiledSchema,
  duplicates: FindDuplicates | null,
  options: ValidationOptions,
): ValidationResult {
  const transformed: DataRow[] = []
  const errors: ValidationError[] = []
  const origin = originOf(data)
  const names = document.fields.map((field) => field.name)
  const known = new Set(names)
  const fields = new Map(document.fields.map((field) => [field.name, withLocale(field, document.locale)]))
  const explaining = { layout, sourceWidth: names.length, sheet: null, fieldOf: (name: string) => fields.get(name) }
  const statistics = new Map(names.map((name): [string, FieldStatistics] => [name, noStatistics()]))
  const transform = options.transform ?? true
  const defaults = transform ? (options.transformOptions?.defaultValues ?? {}) : {}
  refuseBadDefaults(defaults, names, compiled)
  const clean: (string | null)[] = []
  const found: IssueList = []
  let invalidRows = 0

  const rowNumberOf = (rowIndex: number): number => origin.rowNumbers?.[rowIndex] ?? rowIndex + 1
  /** What a row's own rules say; its clean cells are in `clean` until the next row. */
  const judgeRow = (row: DataRow) => {
    found.length = 0
    const record = names.map((name) => rowText(ownValue(row, name)))
    const changed = compiled.judge(record, clean, found)
    // What a default fills is not missing.
    const issues = found.filter(([at, code]) => code !== 'required' || isEmpty(ownValue(defaults, names[at] as string)))
    const unknown = document.unknownColumns === 'reject' ? Object.keys(row).filter((name) => !known.has(name)) : []
    return { record, changed, issues, unknown, rejected: unknown.length > 0 || issues.some(isError) }
  }
  const toCompare = function* (): Generator<RowToCompare> {
    for (const [rowIndex, row] of data.entries()) {
      yield { clean, rejected: judgeRow(row).rejected, rowNumber: rowNumberOf(rowIndex) }
    }
  }
  const repeats = duplicates?.(toCompare())

  for (const [rowIndex, row] of data.entries()) {
    const { record, changed, unknown, ...own } = judgeRow(row)
    const beside = repeats?.get(rowIndex) ?? []
    const issues = [...own.issues, ...beside]
    const place = {
      rowNumber: rowNumberOf(rowIndex),
      lineNumber: origin.lineNumbers?.[rowIndex] ?? null,
      cells: record,
    }
    for (const name of unknown) {
      errors.push({ rowIndex, ...explainUnknown(name, rowText(ownValue(row, name)), place) })
    }
    for (const issue of issues) errors.push({ rowIndex, ...explainIssue(issue, place, explaining) })
    countFields(statistics, names, record, changed, issues)
    if (own.rejected || beside.some(isError)) invalidRows++
    else if (transform) transformed.push(cleanRow(row, document, clean, defaults, options.transformOptions ?? {}))
  }
  return {
    isValid: invalidRows === 0,
    ...(transform ? { transformedData: withOrigin(transformed, { document }) } : {}),
    errors,
    stats: {
      totalRows: data.length,
      validRows: data.length - invalidRows,
      invalidRows,
      fields: Object.fromEntries(statistics),
    },
  }
}

/** A default for a field is not judged row by row, so it has to pass the field's rules from the start. */
function refuseBadDefaults(defaults: DataRow, names: readonly string[], compiled: CompiledSchema): void {
  const found: IssueList = []
  compiled.judge(
    names.map((name) => rowText(ownValue(defaults, name))),
    [],
    found,
  )
  // Rules of rows are for whole rows.
  const bad = found.find(([, code]) => code !== 'required' && !codesOfRows.has(code))
  if (bad === undefined) return
  const name = names[bad[0]] as string
  throw new AppError(
    'usage',
    `The default ${JSON.stringify(rowText(defaults[name]))} for "${name}" does not pass its own rules.`,
    {
      hint: 'Correct defaultValues or the schema.',
      details: { field: name, code: bad[1] },
    },
  )
}

const codesOfRows: ReadonlySet<IssueCode> = new Set(['row-rule', 'expression', 'expression-error'])

function explainUnknown(name: string, text: string, place: IssuePlace): Issue {
  return explainIssue(
    [0, 'unknown-column'],
    { ...place, cells: [text] },
    { layout: [{ source: name, field: null, type: 'text' }], sourceWidth: 1, sheet: null, fieldOf: () => undefined },
  )
}

/** A row that passed, as programs want it: values by their types, defaults where there is nothing, unknown fields as they came. */
function cleanRow(
  row: DataRow,
  document: SchemaDocument,
  clean: readonly (string | null)[],
  defaults: DataRow,
  options: NonNullable<ValidationOptions['transformOptions']>,
): DataRow {
  const values = new Map(Object.entries(row))
  for (const [position, { name, type }] of document.fields.entries()) {
    values.set(name, typedValue(clean[position] ?? null, type, options))
  }
  if (options.trimStrings) {
    for (const [name, value] of values) if (typeof value === 'string') values.set(name, value.trim())
  }
  for (const [name, value] of Object.entries(defaults)) if (isEmpty(values.get(name))) values.set(name, value)
  return Object.fromEntries(values)
}

function noStatistics(): FieldStatistics {
  return { checked: 0, empty: 0, failed: 0, changed: 0, failedBy: {} }
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

function countFields(
  statistics: ReadonlyMap<string, FieldStatistics>,
  names: readonly string[],
  record: readonly string[],
  changed: Record<number, string> | null,
  found: readonly StoredIssue[],
): void {
  const issues = found.filter(([position]) => position >= 0)
  for (const [position, name] of names.entries()) {
    const field = statistics.get(name) as FieldStatistics
    field.checked++
    if (record[position] === '') field.empty++
    if (changed && position in changed) field.changed++
  }
  for (const [position, code] of issues) {
    // A rule that reads no field is about the row as a whole.
    if (position < 0) continue
    const field = statistics.get(names[position] as string) as FieldStatistics
    field.failedBy[code] = (field.failedBy[code] ?? 0) + 1
  }
  for (const position of new Set(issues.map(([at]) => at))) {
    if (position < 0) continue
    ;(statistics.get(names[position] as string) as FieldStatistics).failed++
  }
}
