import type { SchemaDocument } from '../../../contract/schema/schema-document.ts'
import { type ComparableText, comparableText } from '../validate/comparable-text.ts'
import { tableIssue } from '../validate/explain/describe-table.ts'
import type { LayoutColumn } from '../validate/layout.ts'
import { tableRules, type UniqueRule } from '../validate/table-rules.ts'
import type { StoredIssue } from '../validate/verdict.ts'

/** A row of an array as its own rules judged it. */
export interface RowToCompare {
  readonly clean: readonly (string | null)[]
  readonly rejected: boolean
  /** What people know the row by. */
  readonly rowNumber: number
}

/** Finds the rows of an array that repeat another: the issues of each, by its 0-based index. */
export type FindDuplicates = (rows: Iterable<RowToCompare>) => ReadonlyMap<number, readonly StoredIssue[]>

/** [U10] The rules of a schema that can be judged by an array alone; null where it has none. */
export async function compileDuplicates(
  document: SchemaDocument,
  layout: readonly LayoutColumn[],
): Promise<FindDuplicates | null> {
  const rules = tableRules(document, layout).filter((rule) => rule.kind === 'unique')
  if (rules.length === 0) return null
  const texts = await Promise.all(document.fields.map((field) => comparableText(field)))
  return (rows) => findDuplicates(rows, rules, texts)
}

function findDuplicates(
  rows: Iterable<RowToCompare>,
  rules: readonly UniqueRule[],
  texts: readonly ComparableText[],
): ReadonlyMap<number, readonly StoredIssue[]> {
  const holders = rules.map(() => new Map<string, { index: number; rowNumber: number }>())
  const keys: (string | null)[][] = []
  for (const row of rows) {
    const own = rules.map((rule) => keyOf(rule, row.clean, texts))
    const index = keys.push(own) - 1
    const isTaken = own.some(
      (key, rule) => key !== null && rules[rule]?.severity === 'error' && holders[rule]?.has(key) === true,
    )
    if (row.rejected || isTaken) continue
    for (const [rule, key] of own.entries()) {
      if (key !== null && holders[rule]?.has(key) === false) holders[rule].set(key, { index, rowNumber: row.rowNumber })
    }
  }
  const found = new Map<number, StoredIssue[]>()
  for (const [index, own] of keys.entries()) {
    const issues = rules.flatMap((rule, at) => {
      const key = own[at] ?? null
      const holder = key === null ? undefined : holders[at]?.get(key)
      if (holder === undefined || holder.index === index) return []
      return [tableIssue(rule, { rowNumber: holder.rowNumber, origin: null })]
    })
    if (issues.length > 0) found.set(index, issues)
  }
  return found
}

/** The values of a rule's fields as one text, whatever is in them; null where one of them is NULL. */
function keyOf(rule: UniqueRule, clean: readonly (string | null)[], texts: readonly ComparableText[]): string | null {
  const values = rule.positions.map((position) => (texts[position] as ComparableText)(clean[position] ?? null))
  return values.includes(null) ? null : JSON.stringify(values)
}
