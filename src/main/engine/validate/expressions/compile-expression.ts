import { EvaluationError, type ParseResult } from '@marcbachmann/cel-js'
import { type ExpressionScope, type FieldRead, readReferences } from './read-references.ts'
import { refuseExpression } from './refuse-expression.ts'

/** An expression, compiled once for a schema. */
export interface CompiledExpression {
  readonly source: string
  /** In the order in which the fields stand in the expression. */
  readonly reads: readonly FieldRead[]
  /** The type of its value, in CEL's words. */
  readonly type: string
  /** Takes the values of `reads`, in their order, null for NULL. Throws nothing. */
  readonly evaluate: (values: readonly unknown[]) => Outcome
}

/** [E4] `unknown` where the value of a NULL would have been needed. */
export type Outcome =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'failed'; readonly reason: string }

/** Made once, because nearly all are so. */
const yes: Outcome = { kind: 'value', value: true }
const no: Outcome = { kind: 'value', value: false }
const unknown: Outcome = { kind: 'unknown' }

/**
 * Compiles an expression against the fields of a schema.
 * @throws AppError `schema-invalid` with the 1-based position in the expression
 */
export function compileExpression(source: string, scope: ExpressionScope): CompiledExpression {
  const { text, reads, variables } = readReferences(source, scope)
  const environment = scope.environment.clone()
  for (const [name, type] of variables) environment.registerVariable(name, type)
  const program = environment.parse(text)
  const { valid, type = '', error } = program.check()
  if (!valid) throw refuseExpression(error, source, scope.place)
  const context = Object.create(null) as Record<string, unknown>
  return {
    source,
    reads,
    type,
    evaluate: (values) => {
      for (let index = 0; index < reads.length; index++) {
        const { name, nullName, field } = reads[index] as FieldRead
        const value = values[index]
        context[name] = value
        if (nullName === null) continue
        context[nullName] = value === null
        context[`_p${field}`] = value !== null
      }
      return run(program, context)
    },
  }
}

function run(program: ParseResult, context: Record<string, unknown>): Outcome {
  try {
    const value: unknown = program(context)
    if (value === true) return yes
    return value === false ? no : { kind: 'value', value }
  } catch (error) {
    if (!(error instanceof EvaluationError)) return { kind: 'failed', reason: (error as Error).message }
    // Only NULL is of another type than its variable.
    return error.code === 'variable_type_mismatch' ? unknown : { kind: 'failed', reason: error.summary }
  }
}
