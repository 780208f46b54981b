import type { Severity } from '../../../../contract/issues.ts'
import type { SchemaDocument, SchemaField } from '../../../../contract/schema/schema-document.ts'
import { AppError } from '../../lib/app-error.ts'
import { closest } from '../../lib/closest.ts'
import { shown } from '../explain/description.ts'
import { type CompiledPattern, compilePattern } from '../patterns/compile-pattern.ts'
import { type CompiledExpression, compileExpression } from './compile-expression.ts'
import { createEnvironment } from './environment.ts'
import { hasExpressions } from './has-expressions.ts'
import { orderDefaults } from './order-defaults.ts'

/** A condition on a row that is to be true. */
export interface RowCondition {
  readonly code: 'row-rule' | 'expression'
  /** What it is, in the middle of a sentence. */
  readonly subject: string
  /** Begins the reason where it is broken. */
  readonly broken: string
  readonly when: CompiledExpression | null
  readonly condition: CompiledExpression
  readonly severity: Severity
  /** The field that it is shown at, 0-based in the document; null where the condition reads none. */
  readonly field: number | null
}

/** A field whose empty cells are computed. */
export interface ComputedDefault {
  readonly field: number
  readonly expression: CompiledExpression
}

/** All that a schema computes from its rows. */
export interface DocumentExpressions {
  /** In an order in which each finds what it reads. */
  readonly defaults: readonly ComputedDefault[]
  /** Checks of fields, then rules of rows, in the order of the document. */
  readonly conditions: readonly RowCondition[]
}

/**
 * Compiles the expressions of a schema; null where it has none.
 * @throws AppError `schema-invalid` for one that is not of the language, reads what is not there, or whose value is of a wrong type
 */
export function compileExpressions(document: SchemaDocument): DocumentExpressions | null {
  if (!hasExpressions(document)) return null
  const { fields, rules = [] } = document
  const patterns = new Map<string, CompiledPattern>()
  const environment = createEnvironment((text, pattern) => patterns.get(pattern)?.test(text) ?? false)
  const addPattern = (pattern: string, place: string): void => {
    if (!patterns.has(pattern)) patterns.set(pattern, compilePattern(pattern, '', place))
  }
  const compile = (source: string, own: number | null, place: string): CompiledExpression =>
    compileExpression(source, { fields, environment, own, place, addPattern })
  const compileCondition = (source: string, own: number | null, place: string): CompiledExpression => {
    const compiled = compile(source, own, place)
    if (compiled.type === 'bool') return compiled
    throw new AppError(
      'schema-invalid',
      `${place}: the expression ${shown(source)} gives ${compiled.type}, not true or false.`,
      {
        hint: 'Write a comparison, such as amount > 0.',
      },
    )
  }

  const defaults: ComputedDefault[] = []
  const conditions: RowCondition[] = []
  for (const [index, field] of fields.entries()) {
    const place = `Field "${field.name}"`
    if (typeof field.default === 'object') {
      defaults.push({ field: index, expression: compile(field.default.expression, null, `${place}, default`) })
    }
    for (const check of field.checks) {
      if (check.check !== 'expression') continue
      conditions.push({
        code: 'expression',
        subject: `the check ${check.expression}`,
        broken: check.message ?? `it does not fulfil ${check.expression}`,
        when: null,
        condition: compileCondition(check.expression, index, place),
        severity: check.severity ?? field.severity,
        field: index,
      })
    }
  }
  const names = new Set<string>()
  for (const rule of rules) {
    const place = `Rule "${rule.name}"`
    if (names.has(rule.name)) {
      throw new AppError('schema-invalid', `The schema has two rules named "${rule.name}".`, {
        hint: 'Rename one of them.',
      })
    }
    names.add(rule.name)
    const shownAt = (rule.fields ?? []).map((name) => fieldNamed(name, fields, place))
    const condition = compileCondition(rule.expression, null, place)
    conditions.push({
      code: 'row-rule',
      subject: `the rule "${rule.name}"`,
      broken: `the rule "${rule.name}" is broken${rule.message === undefined ? '' : `: ${rule.message}`}`,
      when: rule.when === undefined ? null : compileCondition(rule.when, null, `${place}, when`),
      condition,
      severity: rule.severity,
      field: shownAt[0] ?? condition.reads[0]?.field ?? null,
    })
  }
  return { defaults: orderDefaults(defaults, fields), conditions }
}

function fieldNamed(name: string, fields: readonly SchemaField[], place: string): number {
  const index = fields.findIndex((field) => field.name === name)
  if (index !== -1) return index
  const names = fields.map((field) => field.name)
  const meant = closest(name, names)
  throw new AppError('schema-invalid', `${place}: there is no field "${name}" to show it at.`, {
    hint: meant === null ? `Fields are: ${names.join(', ')}.` : `Did you mean ${meant}?`,
  })
}
