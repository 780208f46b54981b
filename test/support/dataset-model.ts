/** The fields of the model's schema: `k` and `a` are texts, `n` is a whole number, `d` has a default. */
export const modelFields = ['k', 'a', 'n', 'd'] as const
export type ModelField = (typeof modelFields)[number]
export type ModelMode = 'append' | 'replace' | 'upsert'

/** The schema of a dataset under this name. */
export function modelSchema(name: string) {
  return { name, fields: [{ name: 'k' }, { name: 'a' }, { name: 'n', type: 'integer' }, { name: 'd', default: 'dd' }] }
}

/** A file of these columns and how it is imported; cells are the columns' texts, an empty one being NULL. */
export interface ModelFile {
  readonly mode: ModelMode
  readonly key: readonly ModelField[]
  readonly columns: readonly ModelField[]
  readonly rows: readonly (readonly string[])[]
}

type Values = Readonly<Record<ModelField, string | null>>

/** An import as the model remembers it. */
export interface ModelImport extends ModelFile {
  readonly importId: number
  stands: boolean
}

/** The text of a file, every text cell in quotes so that rows of one empty cell are rows. */
export function modelText({ columns, rows }: ModelFile): string {
  const lines = rows.map((cells) =>
    cells.map((cell, index) => (columns[index] === 'n' ? cell : `"${cell.replaceAll('"', '""')}"`)).join(','),
  )
  return [columns.join(','), ...lines, ''].join('\n')
}

/** Whether a row has nothing, and so is none. */
export function isBlankRow(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === '')
}

/** The row numbers of a file's rows that are accepted: in an upsert those with a key, the first of each. */
export function acceptedRows({ mode, key, columns, rows }: ModelFile): number[] {
  const taken = new Set<string>()
  return [...rows.entries()].flatMap(([index, cells]) => {
    if (isBlankRow(cells)) return []
    if (mode !== 'upsert') return [index]
    const own = keyOf(key, valuesOf(columns, cells))
    if (own === null || taken.has(own)) return []
    taken.add(own)
    return [index]
  })
}

function valuesOf(columns: readonly ModelField[], cells: readonly string[]): Values {
  const own = (field: ModelField): string | null => {
    const at = columns.indexOf(field)
    if (at !== -1 && cells[at] !== '') return cells[at] ?? null
    return field === 'd' ? 'dd' : null
  }
  return { k: own('k'), a: own('a'), n: own('n'), d: own('d') }
}

/** The values of a key as one text by which they are the same; null where one is missing. */
function keyOf(key: readonly ModelField[], values: Values): string | null {
  const parts = key.map((field) => {
    const value = values[field]
    return value === null ? null : field === 'n' ? Number(value) : value
  })
  return parts.includes(null) ? null : JSON.stringify(parts)
}

export interface ModelCounts {
  readonly matched: number
  readonly inserted: number
  readonly updated: number
  readonly unchanged: number
}

/** A dataset by its imports that stand, in order: its rows, and what the last upsert did to those before it. */
export function foldModel(imports: readonly ModelImport[]): { rows: Values[]; counts: ModelCounts | null } {
  let rows: Values[] = []
  let counts: ModelCounts | null = null
  for (const made of imports.filter(({ stands }) => stands)) {
    const incoming = acceptedRows(made).map((index) => valuesOf(made.columns, made.rows[index] ?? []))
    counts = null
    if (made.mode === 'replace') rows = []
    if (made.mode !== 'upsert') rows.push(...incoming)
    else counts = upsert(rows, incoming, made)
  }
  return { rows, counts }
}

function upsert(rows: Values[], incoming: readonly Values[], { key, columns }: ModelImport): ModelCounts {
  const counts = { matched: 0, inserted: 0, updated: 0, unchanged: 0 }
  const added: Values[] = []
  for (const row of incoming) {
    const own = keyOf(key, row)
    const found = rows.filter((candidate) => keyOf(key, candidate) === own)
    const newest = found.at(-1)
    if (newest === undefined) {
      counts.inserted++
      added.push(row)
      continue
    }
    counts.matched++
    if (found.length === 1 && columns.every((field) => newest[field] === row[field])) {
      counts.unchanged++
      continue
    }
    counts.updated++
    for (const gone of found) rows.splice(rows.indexOf(gone), 1)
    added.push({ ...newest, ...Object.fromEntries(columns.map((field) => [field, row[field]])) })
  }
  rows.push(...added)
  return counts
}
