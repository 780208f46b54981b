import type { SchemaDocument } from '../../../contract/schema/schema-document.ts'
import { schemaWords as words } from '../../shared/schema-words.ts'

/** What a rule of rows asks for, as one would say it. */
export function describeRule(rule: NonNullable<SchemaDocument['rules']>[number]): string {
  const { name, expression, when, severity } = rule
  const clauses = [
    words.rule(name, expression),
    ...(when === undefined ? [] : [words.when(when)]),
    ...(severity === 'error' ? [] : [words.severity[severity]]),
  ]
  return clauses.join(', ')
}
