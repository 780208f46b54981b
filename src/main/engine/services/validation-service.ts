import type { Issue } from '../../../contract/issues.ts'
import type { RuleType } from '../../../contract/schema/flat-schema.ts'
import type { SchemaDocument } from '../../../contract/schema/schema-document.ts'
import type { TransformStep } from '../../../contract/schema/transform-step.ts'
import { AppError } from '../lib/app-error.ts'
import { nameKey } from '../lib/names.ts'
import { compileSchema } from '../validate/compile-schema.ts'
import type { CustomTransform, CustomValidator, Extensions } from '../validate/extensions.ts'
import { fieldColumn, type LayoutColumn } from '../validate/layout.ts'
import { parseSchema } from '../schema/read-schema.ts'
import { compileDuplicates } from './find-duplicates.ts'
import { judgeRows } from './judge-rows.ts'
import type { DataRow } from './row-origin.ts'

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
  /**
   * Judges rows by the rules of their cells and, within the array, by `unique`. What needs a dataset or a lookup table, or the order of
   * a file, is judged by imports alone: `reference`, `increasing`, `decreasing`.
   * @throws AppError `schema-unknown` for a name that was not registered
   */
  validateData(data: readonly DataRow[], schemaName: string, options?: ValidationOptions): Promise<ValidationResult>
}

export function createValidationService(): ValidationService {
  const schemas = new Map<string, SchemaDocument>()
  const validators = new Map<string, CustomValidator>()
  const transforms = new Map<string, CustomTransform>()
  const extensions: Extensions = { validators, transforms }

  return {
    registerSchema: (schema) => {
      const document = 'fields' in schema ? parseSchema(schema) : withFunctions(schema, validators, transforms)
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
      const duplicates = await compileDuplicates(document, layout)
      return judgeRows(data, document, layout, compiled, duplicates, options)
    },
  }
}

/** Gives the functions of a flat schema names, under which the document refers to them. */
function withFunctions(
  schema: ValidationSchema,
  validators: Map<string, CustomValidator>,
  transforms: Map<string, CustomTransform>,
): SchemaDocument {
  // What is no list of rules, or no function where one belongs, is left for the reader of schemas to refuse by place.
  if (!Array.isArray(schema.rules)) return parseSchema(schema)
  const steps = new Map<string, TransformStep[]>()
  const named: (() => void)[] = []
  const rules = schema.rules.map((rule: ValidationSchema['rules'][number], index) => {
    if (typeof rule !== 'object' || rule === null) return rule
    const own = `${schema.name}#${index + 1}`
    const { transform, validator, ...plain } = rule
    const rest = {
      ...plain,
      ...(typeof transform === 'function' || transform === undefined ? {} : { transform }),
      ...(typeof validator === 'function' || validator === undefined ? {} : { validator }),
    }
    if (typeof transform === 'function') {
      named.push(() => transforms.set(own, transform))
      steps.set(rule.field, [...(steps.get(rule.field) ?? []), { custom: own }])
    }
    if (typeof validator !== 'function') return rest
    named.push(() => validators.set(own, validator))
    return { ...rest, options: { ...rule.options, name: own } }
  })
  const document = parseSchema({ ...schema, rules })
  // A schema that is refused leaves the one of its name as it was.
  for (const name of named) name()
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
  return document.fields.map((field) => fieldColumn(document, field.name, field.name))
}
