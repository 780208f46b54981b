import type { Severity } from '../../src/contract/issues.ts'

/** A record of a file: the raw cells of `a`, `b` and `r`, or what is none to judge. */
export type ModelRow = { readonly a: string; readonly b: string; readonly r: string } | 'blank' | 'ragged'

/** Which rules beyond the row a schema has; `a` and `r` are texts, `b` is a whole number. */
export interface ModelRules {
  readonly a: { within: 'file' | 'dataset'; severity: Severity } | null
  readonly b: { check: 'increasing' | 'decreasing'; strictly: boolean; severity: Severity } | null
  readonly r: { target: 'dataset' | 'lookup'; severity: Severity } | null
  readonly ab: { within: 'file' | 'dataset'; severity: Severity } | null
}

/** Values that references find. */
export const knownNames = ['p', 'q']

/** The schema that says these rules. */
export function modelSchema(name: string, rules: ModelRules) {
  const { a, b, r, ab } = rules
  const table = r?.target === 'dataset' ? { dataset: 'people' } : { lookup: 'names' }
  return {
    name,
    fields: [
      { name: 'a', ...(a === null ? {} : { unique: a.within, severity: a.severity }) },
      { name: 'b', type: 'integer', checks: b === null ? [] : [b] },
      {
        name: 'r',
        transforms: ['trim'],
        checks: r === null ? [] : [{ check: 'reference', ...table, field: 'name', severity: r.severity }],
      },
    ],
    ...(ab === null ? {} : { unique: [{ fields: ['a', 'b'], ...ab }] }),
  }
}

/** The text of a file, every text cell in quotes. */
export function modelText(rows: readonly ModelRow[]): string {
  const lines = rows.map((row) => (row === 'blank' ? '' : row === 'ragged' ? '"a"' : `"${row.a}",${row.b},"${row.r}"`))
  return ['a,b,r', ...lines, ''].join('\n')
}

/** A row that was accepted into a dataset. */
export interface Held {
  readonly importId: number
  readonly fileName: string
  readonly rowNumber: number
  readonly values: readonly [string | null, number | null, string | null]
}

/** Row number, line number, field, code, severity, and the words of issues beyond the row. */
export type ModelIssue = readonly [number, number, string | null, string, Severity, string | null]

interface Rule {
  readonly severity: Severity
  /** What it says against a row beside rows that are held, in words; null where it says nothing. */
  readonly against: (
    row: Held,
    held: readonly Held[],
    visible: readonly Held[],
  ) => readonly [string | null, string, string] | null
}

/** Judges a file as the rules are written, one row after the other, all of it in memory. */
export function judgeByModel(
  rows: readonly ModelRow[],
  rules: ModelRules,
  visible: readonly Held[],
  file: { readonly importId: number; readonly fileName: string },
): { readonly accepted: Held[]; readonly issues: ModelIssue[] } {
  const accepted: Held[] = []
  const judged: { row: Held | null; line: number; own: ModelIssue | null }[] = []
  const list = rulesOf(rules)
  let line = 2
  for (const [index, record] of rows.entries()) {
    const rowNumber = index + 2
    const at = line++
    if (record === 'blank') continue
    if (record === 'ragged') {
      const own: ModelIssue = [rowNumber, at, null, 'too-few-cells', 'error', null]
      judged.push({ row: null, line: at, own })
      continue
    }
    line += record.a.split('\n').length - 1
    const isBad = record.b !== '' && !/^[+-]?\d+$/.test(record.b)
    const row: Held = {
      ...file,
      rowNumber,
      values: [record.a || null, isBad || record.b === '' ? null : Number(record.b) + 0, record.r.trim() || null],
    }
    const own: ModelIssue | null = isBad ? [rowNumber, at, 'b', 'invalid-integer', 'error', null] : null
    judged.push({ row, line: at, own })
    const falls = list.some((rule) => rule.severity === 'error' && rule.against(row, accepted, visible) !== null)
    if (!isBad && !falls) accepted.push(row)
  }
  const issues = judged.flatMap(({ row, line: lineNumber, own }): ModelIssue[] => {
    const beside =
      row === null
        ? []
        : list.flatMap((rule): ModelIssue[] => {
            const found = rule.against(row, accepted, visible)
            return found === null ? [] : [[row.rowNumber, lineNumber, found[0], found[1], rule.severity, found[2]]]
          })
    return own === null ? beside : [own, ...beside]
  })
  return { accepted, issues }
}

function rulesOf({ a, b, r, ab }: ModelRules): Rule[] {
  const list: Rule[] = []
  if (a) list.push(unique('a', a, (row) => row.values[0], 'value'))
  if (b) list.push(order(b))
  if (r) {
    const where = r.target === 'dataset' ? 'the dataset "people"' : 'the lookup table "names"'
    list.push({
      severity: r.severity,
      against: ({ values: [, , name] }) =>
        name === null || knownNames.includes(name)
          ? null
          : ['r', 'reference-missing', `"${name}" does not occur as "name" in ${where}.`],
    })
  }
  if (ab) {
    const key = ({ values: [one, other] }: Held) => (one === null || other === null ? null : `${one}/${other}`)
    list.push(unique(null, ab, key, '"a" and "b"'))
  }
  return list
}

function unique(
  field: string | null,
  { within, severity }: NonNullable<ModelRules['a']>,
  keyOf: (row: Held) => string | null,
  words: string,
): Rule {
  return {
    severity,
    against: (row, held, visible) => {
      const key = keyOf(row)
      if (key === null) return null
      const earlier = within === 'dataset' ? visible.find((other) => keyOf(other) === key) : undefined
      if (earlier) {
        const origin = `of import ${earlier.importId} (${earlier.fileName})`
        return [field, 'duplicate', `row ${earlier.rowNumber} ${origin} has the same ${words}.`]
      }
      const first = held.find((other) => keyOf(other) === key)
      if (!first || first.rowNumber === row.rowNumber) return null
      return [field, 'duplicate', `row ${first.rowNumber} has the same ${words}.`]
    },
  }
}

function order({ check, strictly, severity }: NonNullable<ModelRules['b']>): Rule {
  const sign = check === 'increasing' ? 1 : -1
  return {
    severity,
    against: (row, held) => {
      const value = row.values[1]
      if (value === null) return null
      let best: Held | null = null
      for (const other of held) {
        if (other.rowNumber >= row.rowNumber || other.values[1] === null) continue
        if (best === null || sign * (other.values[1] - (best.values[1] as number)) > 0) best = other
      }
      const ahead = best === null ? -1 : sign * ((best.values[1] as number) - value)
      if (best === null || ahead < 0 || (ahead === 0 && !strictly)) return null
      const words = `${strictly ? 'the same or ' : ''}a ${sign === 1 ? 'greater' : 'lesser'} value.`
      return ['b', 'out-of-order', `row ${best.rowNumber} before it has ${words}`]
    },
  }
}
