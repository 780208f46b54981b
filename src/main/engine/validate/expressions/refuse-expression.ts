import { EvaluationError, ParseError, TypeError } from '@marcbachmann/cel-js'
import { AppError } from '../../lib/app-error.ts'
import { shown } from '../explain/description.ts'

/** A refusal with the 1-based position in the expression. */
export function refusal(
  place: string,
  source: string,
  offset: number,
  why: string,
  hint: string,
  cause?: unknown,
): AppError {
  return new AppError(
    'schema-invalid',
    `${place}: in the expression ${shown(source)} at character ${offset + 1}: ${why}`,
    {
      hint,
      cause,
      details: { expression: source, position: offset + 1 },
    },
  )
}

/** The refusal of an expression that CEL does not take; other errors stay what they are. */
export function refuseExpression(error: unknown, source: string, place: string): unknown {
  if (!(error instanceof ParseError || error instanceof TypeError || error instanceof EvaluationError)) return error
  const said = error.summary
    .replace('Unexpected token: EOF', 'it ends where more is needed')
    .replace(/Exceeded maxDepth \((\d+)\)/, 'it is nested more than $1 deep')
    .replace(/Exceeded maxAstNodes \((\d+)\)/, 'it has more than $1 parts')
    .replaceAll('google.protobuf.Timestamp', 'date')
    .replaceAll('google.protobuf.Duration', 'duration')
    .replaceAll(/_fits\b/g, 'matches')
  return refusal(place, source, error.range?.start ?? 0, `${said}.`, hintFor(said), error)
}

function hintFor(said: string): string {
  if (/overload/.test(said) && said.includes('date'))
    return 'Write a day as date("2025-03-04"), and a number of days as days(30).'
  if (said.includes('overload')) return 'Bring both sides to one type, as with int(), double() or string().'
  return 'Correct the expression and add the schema again; the previous version stays in force.'
}
