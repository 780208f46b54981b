import type { FieldCheck } from '../../../../contract/schema/field-check.ts'
import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { shown, type Tell } from './notes.ts'

/**
 * The checks of a field that reject rows, the first of each name, for forms that say each thing once and know neither warnings nor
 * messages. The others are told, and so are those that `say` returns false for, because the form cannot say them.
 */
export function sayChecks(field: SchemaField, tell: Tell, say: (check: FieldCheck) => boolean): void {
  const said = new Set<string>()
  for (const check of field.checks) {
    const severity = check.severity ?? field.severity
    const words = `the check ${shown(check)}`
    if (severity !== 'error') tell(field.name, `${words} is left out: it only tells, and rejects nothing.`)
    else if (said.has(check.check)) tell(field.name, `${words} is left out: there is another ${check.check}.`)
    else if (!say(check)) tell(field.name, `${words} is left out.`)
    else {
      said.add(check.check)
      if (check.message !== undefined) tell(field.name, `the message ${shown(check.message)} is left out.`)
    }
  }
}
