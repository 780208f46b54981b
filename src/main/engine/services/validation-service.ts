import type { Issue } from '../../../contract/issues.ts'
import type { FieldType, RuleType, SchemaDocument, TransformStep } from '../../../contract/schema-document.ts'
import { AppError } from '../lib/app-error.ts'
import { nameKey } from '../lib/names.ts'
import { compileSchema, type CompiledSchema, type IssueList } from '../validate/compile-schema.ts'
import { explainIssue } from '../validate/explain.ts'
import type { CustomTransform, CustomValidator, Extensions } from '../validate/extensions.ts'
import type { LayoutColumn } from '../validate/layout.ts'
import { parseSchema } from '../validate/read-schema.ts'
import { type DataRow, originOf, withOrigin } from './row-origin.ts'
import { rowText, typedValue } from './row-values.ts'

/** A schema in the flat form; in the calling thread a rule may bring functions of its own. */
export interface ValidationSchema {
  readonly name: string
  readonly rules: readonly {
    readonly field: string
    readonly type: RuleType
    readonly required?: boolean
    readonly options?: Readonly<Record<string, unknown>>
    /** Cleans the text before it is judged. */
    readonly transform?: (value: string) => string
    /** Judges the text of a `custom` rule: true, or false or the reason why not. */
    readonly validator?: CustomValidator
  }[]
  /** Unknown fields reject their row instead of being kept. */
  readonly strict?: boolean
}

export interface ValidationOptions {
  /** Whether transforms run and `transformedData` is wanted; true unless said. */
  readonly transform?: boolean
  readonly transformOptions?: {
    readonly trimStrings?: boolean
    readonly normalizeEmail?: boolean
    /** Fields that are a kind of number become numbers where a double holds them exactly. */
    readonly parseNumbers?: boolean
    /** Date fields become `Date` objects at midnight UTC. */
    readonly parseDates?: boolean
    /** Values for fields that are empty or absent; they may be fields that the schema does not know. */
    readonly defaultValues?: Readonly<Record<string, unknown>>
  }
}

/** An issue of a row of an array: `rowIndex` is 0-based within it. */
export interface ValidationError extends Issue {
  readonly rowIndex: number
}

export interface FieldStatistics {
  checked: number
  empty: number
  failed: number
  /** Cells that transforms changed. */
  changed: number
  failedBy: Record<string, number>
}

export interface ValidationResult {
  readonly isValid: boolean
  /** The rows that passed, transformed; not there where `transform` is false. */
  readonly transformedData?: DataRow[]
  /** Every issue of every row, in row order. */
  readonly errors: ValidationError[]
  readonly stats: { totalRows: number; validRows: number; invalidRows: number; fields: Record<string, FieldStatistics> }
}

/** Judges rows in the calling thread, by the same compiled schemas as imports. */
export interface ValidationService {
  /** @throws AppError `schema-invalid` */
  registerSchema(schema: ValidationSchema | SchemaDocument): void
  /** Custom validators and transforms that schemas may name. */
  registerValidator(name: string, validator: CustomValidator): void
  registerTransform(name: string, transform: CustomTransform): void
  /** @throws AppError `schema-unknown` for a name that was not registered */
  validateData(data: readonly DataRow[], schemaName: string, options?: ValidationOptions): Promise<ValidationResult>
}

export function createValidationService(): ValidationService {
  const schemas = new Map<string, SchemaDocument>()
  const validators = new Map<string, CustomValidator>()
  const transforms = new Map<string, CustomTransform>()
  const extensions: Extensions = { validators, transforms }

  return {
    registerSchema: (schema) => {
      const document = 'rules' in schema ? withFunctions(schema, validators, transforms) : parseSchema(schema)
      schemas.set(nameKey(document.name), document)
    },
    registerValidator: (name, validator) => {
      validators.set(name, validator)
    },
    registerTransform: (name, transform) => {
      transforms.set(name, transform)
    },
    validateData: async (data, schemaName, options = {}) => {
      const registered = schemas.get(nameKey(schemaName))
      if (!registered) {
        throw new AppError('schema-unknown', `No schema "${schemaName}" is registered.`, {
          hint: 'Call registerSchema() first.',
          details: { registered: [...schemas.values()].map((schema) => schema.name) },
        })
      }
      const document = withOptions(registered, options)
      const layout = layoutFor(document)
      const compiled = await compileSchema(document, layout, extensions)
      return judgeRows(data, document, layout, compiled, options)
    },
  }
}

/** Gives the functions of a flat schema names, under which the document refers to them. */
function withFunctions(
  schema: ValidationSchema,
  validators: Map<string, CustomValidator>,
  transforms: Map<string, CustomTransform>,
): SchemaDocument {
  const steps = new Map<string, TransformStep[]>()
  const rules = schema.rules.map(({ transform, validator, ...rule }, index) => {
    const own = `${schema.name}#${index + 1}`
    if (transform) {
      transforms.set(own, transform)
      steps.set(rule.field, [...(steps.get(rule.field) ?? []), { custom: own }])
    }
    if (!validator) return rule
    validators.set(own, validator)
    return { ...rule, options: { ...rule.options, name: own } }
  })
  const document = parseSchema({ ...schema, rules })
  return {
    ...document,
    fields: document.fields.map((field) => ({
      ...field,
      transforms: [...field.transforms, ...(steps.get(field.name) ?? [])],
    })),
  }
}

/** The document with what the options ask for, or without any transform. */
function withOptions(
  document: SchemaDocument,
  { transform = true, transformOptions = {} }: ValidationOptions,
): SchemaDocument {
  const { trimStrings, normalizeEmail } = transformOptions
  return {
    ...document,
    fields: document.fields.map((field) => {
      if (!transform) return { ...field, transforms: [] }
      const first: TransformStep[] = []
      if (trimStrings) first.push('trim')
      if (normalizeEmail && field.type === 'email') first.push('normalize-email')
      return { ...field, transforms: [...first, ...field.transforms] }
    }),
  }
}

function layoutFor(document: SchemaDocument): LayoutColumn[] {
  return document.fields.map((field) => ({ source: field.name, field: field.name, type: field.type }))
}

function judgeRows(
  data: readonly DataRow[],
  document: SchemaDocument,
  layout: readonly LayoutColumn[],
  compiled: CompiledSchema,
  options: ValidationOptions,
): ValidationResult {
  const transformed: DataRow[] = []
  const errors: ValidationError[] = []
  const origin = originOf(data)
  const names = document.fields.map((field) => field.name)
  const known = new Set(names)
  const types = new Map<string, FieldType>(document.fields.map((field) => [field.name, field.type]))
  const fields = new Map(document.fields.map((field) => [field.name, field]))
  const statistics = Object.fromEntries(
    names.map((name): [string, FieldStatistics] => [
      name,
      { checked: 0, empty: 0, failed: 0, changed: 0, failedBy: {} },
    ]),
  )
  const { transformOptions = {} } = options
  const transform = options.transform ?? true
  const defaults = transform ? (transformOptions.defaultValues ?? {}) : {}
  const clean: (string | null)[] = []
  const issues: IssueList = []

  for (const [rowIndex, row] of data.entries()) {
    issues.length = 0
    const record = names.map((name) => rowText(isEmpty(row[name]) ? defaults[name] : row[name]))
    const changed = compiled.judge(record, clean, issues)
    const place = {
      rowNumber: origin.rowNumbers?.[rowIndex] ?? rowIndex + 1,
      lineNumber: origin.lineNumbers?.[rowIndex] ?? null,
      cells: record,
    }
    const unknown = document.unknownColumns === 'reject' ? Object.keys(row).filter((name) => !known.has(name)) : []
    for (const name of unknown) {
      const column: LayoutColumn = { source: name, field: null, type: 'text' }
      const text = rowText(row[name])
      errors.push({
        rowIndex,
        ...explainIssue(
          [0, 'unknown-column'],
          { ...place, cells: [text] },
          { layout: [column], sourceWidth: 1, fieldOf: () => undefined },
        ),
      })
    }
    for (const issue of issues) {
      errors.push({
        rowIndex,
        ...explainIssue(issue, place, { layout, sourceWidth: names.length, fieldOf: (name) => fields.get(name) }),
      })
    }
    countFields(statistics, names, record, changed, issues)
    const rejected = unknown.length > 0 || issues.some(([, , severity = 'error']) => severity === 'error')
    if (rejected || !transform) continue
    const result: DataRow = { ...defaults, ...row }
    for (const [position, name] of names.entries())
      result[name] = typedValue(clean[position] ?? null, types.get(name) ?? 'text', transformOptions)
    for (const [name, value] of Object.entries(defaults)) if (isEmpty(result[name])) result[name] = value
    if (transformOptions.trimStrings) {
      for (const [name, value] of Object.entries(result)) if (typeof value === 'string') result[name] = value.trim()
    }
    transformed.push(result)
  }
  const invalidRows = new Set(errors.filter((error) => error.severity === 'error').map((error) => error.rowIndex)).size
  return {
    isValid: invalidRows === 0,
    ...(transform ? { transformedData: withOrigin(transformed, { document }) } : {}),
    errors,
    stats: { totalRows: data.length, validRows: data.length - invalidRows, invalidRows, fields: statistics },
  }
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

function countFields(
  statistics: Record<string, FieldStatistics>,
  names: readonly string[],
  record: readonly string[],
  changed: Record<number, string> | null,
  issues: IssueList,
): void {
  for (const [position, name] of names.entries()) {
    const field = statistics[name] as FieldStatistics
    field.checked++
    if (record[position] === '') field.empty++
    if (changed && position in changed) field.changed++
  }
  const failed = new Set<string>()
  for (const [position, code] of issues) {
    const name = names[position] as string
    const field = statistics[name] as FieldStatistics
    field.failedBy[code] = (field.failedBy[code] ?? 0) + 1
    failed.add(name)
  }
  for (const name of failed) (statistics[name] as FieldStatistics).failed++
}
