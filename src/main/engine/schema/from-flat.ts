import type { FlatSchema } from '../../../contract/schema/flat-schema.ts'
import type { SchemaDocument, SchemaField } from '../../../contract/schema/schema-document.ts'
import type { SchemaFault } from './faults.ts'

type Rule = FlatSchema['rules'][number]

/** A flat schema in which rules that could not be read leave gaps. */
type FlatWithGaps = Omit<FlatSchema, 'rules'> & { readonly rules: readonly (Rule | null)[] }

/**
 * The flat form as a list of fields: rules that speak of the same field become one field, in the order of first mention. What a rule
 * cannot mean is told in `faults`.
 */
export function fromFlat(flat: FlatWithGaps, faults: SchemaFault[]): SchemaDocument {
  const fields = new Map<string, SchemaField>()
  for (const [index, rule] of flat.rules.entries()) {
    if (rule === null) continue
    const field = fields.get(rule.field) ?? emptyField(rule.field)
    fields.set(rule.field, field)
    applyRule(field, rule, (why, hint) =>
      faults.push({ message: `Rule ${index + 1} ("${rule.field}", ${rule.type}): ${why}.`, hint }),
    )
  }
  return {
    ...(flat.$schema === undefined ? {} : { $schema: flat.$schema }),
    name: flat.name,
    ...(flat.title === undefined ? {} : { title: flat.title }),
    ...(flat.description === undefined ? {} : { description: flat.description }),
    fields: [...fields.values()],
    unknownColumns: flat.strict === true ? 'reject' : 'keep',
    nullWords: [],
  }
}

function emptyField(name: string): SchemaField {
  return { name, type: 'text', required: false, keepEmpty: false, transforms: [], checks: [], severity: 'error' }
}

function applyRule(field: SchemaField, rule: Rule, refuse: (why: string, hint: string) => void): void {
  const options = rule.options ?? {}
  if (rule.type === 'required' || rule.required === true) field.required = true
  switch (rule.type) {
    case 'required':
    case 'text':
      break
    case 'regex':
      if (options.pattern === undefined) {
        refuse('it has no options.pattern', 'Give the pattern that the text must match.')
      }
      break
    case 'custom':
      if (options.name === undefined) refuse('it has no options.name', 'Name a validator that the program registered.')
      break
    default:
      if (field.type !== 'text' && field.type !== rule.type) {
        refuse(`the field is ${field.type} already`, 'A field has one type; take one of the two rules out.')
      }
      field.type = rule.type
  }
  if (options.region !== undefined) {
    if (rule.type !== 'phone') refuse('only phone has options.region', 'Take the option out.')
    field.region = options.region
  }
  // An option that is written is meant, whatever the type of its rule.
  if (options.pattern !== undefined) {
    const flags = options.flags === undefined ? {} : { flags: options.flags }
    field.checks.push({ check: 'pattern', pattern: options.pattern, ...flags })
  } else if (options.flags !== undefined) {
    refuse('it has options.flags without options.pattern', 'Give the pattern that they belong to.')
  }
  if (options.name !== undefined) field.checks.push({ check: 'custom', name: options.name })
  if (options.min !== undefined) field.checks.push({ check: 'min', value: options.min })
  if (options.max !== undefined) field.checks.push({ check: 'max', value: options.max })
  if (options.minLength !== undefined) field.checks.push({ check: 'min-length', value: options.minLength })
  if (options.maxLength !== undefined) field.checks.push({ check: 'max-length', value: options.maxLength })
}
