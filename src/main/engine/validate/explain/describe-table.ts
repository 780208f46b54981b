import type { IssueCode } from '../../../../contract/issues.ts'
import { formatCount } from '../../lib/numbers.ts'
import { positionOf, type TableRule } from '../table-rules.ts'
import type { StoredIssue } from '../verdict.ts'
import { checkOf, type Describe, shown } from './description.ts'

/** The row that stands against another. */
export interface OtherRow {
  readonly rowNumber: number
  /** The earlier import that has it and the name of its file; null for a row of the same file. */
  readonly origin: { readonly importId: number; readonly fileName: string } | null
}

const codes = {
  unique: 'duplicate',
  reference: 'reference-missing',
  order: 'out-of-order',
  key: 'required',
  new: 'required',
} as const

/** The issue of a row that breaks a rule of its table; `other` is the row that it stands against, where there is one. */
export function tableIssue(rule: TableRule, other: OtherRow | null): StoredIssue {
  const row = other === null ? reasonAlone(rule) : reasonOf(rule, other)
  const { message } = rule
  const reason = message !== null && row !== null ? `${message} (${capitalized(row)})` : (message ?? row)
  const issue = [positionOf(rule), codes[rule.kind], rule.severity] as const
  return reason === null ? issue : [...issue, reason]
}

function reasonAlone(rule: TableRule): string | null {
  if (rule.kind === 'key') return 'there is no value, by which the upsert would find its row.'
  const key = rule.fields.map((field) => `"${field}"`).join(' and ')
  return rule.kind === 'new' ? `a new row needs "${rule.lacks}", which the file lacks; no row has its ${key}.` : null
}

function reasonOf(rule: TableRule, { rowNumber, origin }: OtherRow): string {
  const row = `row ${formatCount(rowNumber)}${origin === null ? '' : ` of import ${origin.importId} (${origin.fileName})`}`
  if (rule.kind !== 'order') {
    const names = rule.fields.map((field) => `"${field}"`).join(' and ')
    return rule.fields.length === 1 ? `${row} has the same value.` : `${row} has the same ${names}.`
  }
  const beyond = rule.direction === 'increasing' ? 'greater' : 'lesser'
  return `${row} before it has ${rule.strictly ? 'the same or ' : ''}a ${beyond} value.`
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** What a row is beside other rows, and beside other tables. */
export const tableDescriptions = {
  duplicate: () => ({
    problem: 'another row has the same value.',
    hint: 'Keep one of the rows, or correct the value of the other.',
  }),
  'reference-missing': ({ value, field }) => {
    const { dataset, lookup, field: target } = checkOf(field, 'reference') ?? {}
    const where = dataset === undefined ? `the lookup table "${lookup}"` : `the dataset "${dataset}"`
    return {
      problem: `${shown(value)} does not occur as "${target}" in ${where}.`,
      hint:
        dataset === undefined
          ? 'Correct the value, or add it to the table.'
          : 'Correct the value, or import it there first.',
    }
  },
  'out-of-order': () => ({
    problem: 'the value is out of order.',
    hint: 'Correct the value, or sort the rows of the file.',
  }),
} satisfies Partial<Record<IssueCode, Describe>>
