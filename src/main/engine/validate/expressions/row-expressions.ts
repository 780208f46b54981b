import type { SchemaDocument, SchemaField } from '../../../../contract/schema/schema-document.ts'
import { assert } from '../../lib/assert.ts'
import type { CompiledField } from '../compile-field.ts'
import { shown } from '../explain/description.ts'
import type { FieldTally } from '../field-tally.ts'
import { issueAt, type IssueList } from '../verdict.ts'
import type { CompiledExpression, Outcome } from './compile-expression.ts'
import { resultText } from './result-text.ts'
import { compileExpressions } from './document-expressions.ts'
import { fieldVariables } from './field-variable.ts'

/** What a schema computes from a row, for the columns of a file. */
export interface RowExpressions {
  /** Positions that must come as characters. */
  readonly characterPositions: readonly number[]
  /** Positions of fields whose empty cells are computed, in an order in which each finds what it reads. */
  readonly computed: readonly {
    readonly position: number
    /** The text for an empty cell, null for none; reports what keeps it from being computed. */
    readonly compute: (clean: readonly (string | null)[], issues: IssueList) => string | null
  }[]
  /** Reports the rules and checks that the clean cells of a row break. */
  readonly judge: (clean: readonly (string | null)[], issues: IssueList) => void
}

/** [E7] Characters of a cell that an expression reads: as many as a cell of a spreadsheet can hold. */
const maxTextLength = 32_767

/** Why an expression is not evaluated for a row. */
const notMade: Outcome = { kind: 'unknown' }

/**
 * The expressions of a schema, for a file whose cells of a field stand at `positions[field]`; `compiled` are the fields in the document's order,
 * `tallies` the counts by position.
 * Null where the schema has none.
 * @throws AppError `schema-invalid`
 */
export function rowExpressions(
  document: SchemaDocument,
  positions: readonly number[],
  compiled: readonly (CompiledField | null)[],
  tallies: readonly (FieldTally | null)[],
): RowExpressions | null {
  const expressions = compileExpressions(document)
  if (expressions === null) return null
  const { fields } = document
  const positionOf = (field: number): number => {
    const position = positions[field]
    return position === undefined ? -1 : position
  }
  const characters = new Set<number>()

  /** Gives what an expression makes of a row; `failing` are the issues found so far. */
  const bind = (
    expression: CompiledExpression,
  ): ((clean: readonly (string | null)[], issues: IssueList) => Outcome) => {
    const reads = expression.reads.map(({ field, nullName }) => {
      const variable = fieldVariables[(fields[field] as SchemaField).type]
      const position = positionOf(field)
      if (variable.needsCharacters) characters.add(position)
      return { position, tested: nullName !== null, read: variable.read, field: compiled[field] ?? null }
    })
    const values: unknown[] = reads.map(() => null)
    return (clean, issues) => {
      for (let index = 0; index < reads.length; index++) {
        const { position, tested, read, field } = reads[index] as (typeof reads)[number]
        const text = clean[position] ?? null
        if (text === null) {
          if (!tested) return notMade
          values[index] = null
          continue
        }
        // A cell that is not of its type has no value.
        if (issues.length > 0 && field !== null && failsAt(issues, position) && !field.isRead(text)) return notMade
        if (text.length > maxTextLength)
          return { kind: 'failed', reason: `a cell has more than ${maxTextLength} characters` }
        values[index] = read(text)
      }
      return expression.evaluate(values)
    }
  }

  const written = (expression: CompiledExpression, clean: readonly (string | null)[]): string => {
    const parts = expression.reads.map(({ field }) => {
      const text = clean[positionOf(field)] ?? null
      return `${(fields[field] as SchemaField).name} = ${text === null ? 'nothing' : shown(text)}`
    })
    return parts.length === 0 ? '' : ` (${[...new Set(parts)].join(', ')})`
  }

  const computed = expressions.defaults.map(({ field, expression }) => {
    const evaluate = bind(expression)
    const { severity } = fields[field] as SchemaField
    const position = positionOf(field)
    assert(position !== -1, 'a field with a default has a place in every layout')
    return {
      position,
      compute: (clean: readonly (string | null)[], issues: IssueList): string | null => {
        const outcome = evaluate(clean, issues)
        if (outcome.kind === 'value') return resultText(outcome.value)
        if (outcome.kind === 'failed') {
          const reason = `the default ${expression.source} could not be computed: ${outcome.reason}${written(expression, clean)}.`
          issues.push(issueAt(position, { code: 'expression-error', reason }, severity))
        }
        return null
      },
    }
  })
  const conditions = expressions.conditions.map(({ code, subject, broken, when, condition, severity, field }) => {
    const applies = when === null ? null : bind(when)
    const evaluate = bind(condition)
    const position = field === null ? -1 : positionOf(field)
    return (clean: readonly (string | null)[], issues: IssueList): void => {
      const fail = (expression: CompiledExpression, reason: string): void => {
        const failure = {
          code: 'expression-error',
          reason: `${subject} could not be judged: ${reason}${written(expression, clean)}.`,
        } as const
        issues.push(issueAt(position, failure, severity))
      }
      if (applies !== null && when !== null) {
        const outcome = applies(clean, issues)
        if (outcome.kind === 'failed') return fail(when, outcome.reason)
        if (outcome.kind === 'unknown' || outcome.value !== true) return
      }
      const outcome = evaluate(clean, issues)
      if (outcome.kind === 'failed') return fail(condition, outcome.reason)
      if (outcome.kind === 'unknown' || outcome.value === true) return
      const tally = code === 'expression' ? tallies[position] : null
      if (tally && !failsAt(issues, position)) tally.failed++
      issues.push(issueAt(position, { code, reason: `${broken}${written(condition, clean)}.` }, severity))
    }
  })
  characters.delete(-1)
  return {
    characterPositions: [...characters],
    computed,
    judge: (clean, issues) => {
      for (const judge of conditions) judge(clean, issues)
    },
  }
}

function failsAt(issues: IssueList, position: number): boolean {
  for (const [at] of issues) if (at === position) return true
  return false
}
