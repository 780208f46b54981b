import type { SchemaDocument } from '../../../contract/schema/schema-document.ts'
import { type CellJudge, type CompiledField, compileField } from './compile-field.ts'
import { hasExpressions } from './expressions/has-expressions.ts'
import type { Extensions } from './extensions.ts'
import { emptyTally, type FieldTally } from './field-tally.ts'
import type { LayoutColumn } from './layout.ts'
import { type Moment, momentOf } from './moment.ts'
import type { IssueList } from './verdict.ts'
import { withLocale } from './writing/field-writing.ts'

/** A schema for files of one header: one function per cell, built once, before the first row. */
export interface CompiledSchema {
  /** Cells of a record; more or fewer is a fault of the record. */
  readonly sourceWidth: number
  /**
   * Judges a record of `sourceWidth` cells. Puts the clean cells into `clean` and what is wrong into `issues`;
   * returns the raw texts of the cells that cleaning changed, by position, or null where nothing changed.
   */
  readonly judge: (
    record: readonly string[],
    clean: (string | null)[],
    issues: IssueList,
  ) => Record<number, string> | null
  /** Positions whose cells must come as characters; all others may come as UTF-8 bytes, one character each. */
  readonly characterPositions: readonly number[]
  /** What happened to the cells since it was last asked, by position; null for columns without a field. */
  readonly takeTallies: () => (FieldTally | null)[]
}

/**
 * Compiles a schema for the columns of a file. `now` is the moment by which checks of the future judge.
 * @throws AppError `schema-invalid` for a pattern that does not compile or a name that nobody registered
 */
export async function compileSchema(
  document: SchemaDocument,
  layout: readonly LayoutColumn[],
  extensions: Extensions,
  now: Moment = momentOf(new Date()),
): Promise<CompiledSchema> {
  const fields = new Map(document.fields.map((field) => [field.name, withLocale(field, document.locale)]))
  const nullWords = new Set(document.nullWords)
  const compiled: (CompiledField | null)[] = []
  const tallies: (FieldTally | null)[] = []
  const characterPositions = new Set<number>()
  for (const [position, column] of layout.entries()) {
    const field = column.field === null ? undefined : fields.get(column.field)
    const tally = field ? emptyTally(field.transforms.length) : null
    tallies.push(tally)
    if (!field || !tally) {
      compiled.push(null)
      continue
    }
    const context = { position, nullWords, extensions, now, tally }
    const one = await compileField(field, context)
    compiled.push(one)
    if (one.needsCharacters) characterPositions.add(position)
  }
  const judges = compiled.map((one) => one?.judge ?? null)
  const positions = document.fields.map(({ name }) => layout.findIndex((column) => column.field === name))
  const fieldsInOrder = positions.map((position) => compiled[position] ?? null)
  // Loaded where a schema needs it: the language costs each thread megabytes and a part of its start.
  const expressions = hasExpressions(document)
    ? (await import('./expressions/row-expressions.ts')).rowExpressions(document, positions, fieldsInOrder, tallies)
    : null
  for (const position of expressions?.characterPositions ?? []) characterPositions.add(position)
  const sourceWidth = layout.filter((column) => column.source !== null).length
  const judged = [...judges.keys()].filter((position) => judges[position] !== null)
  const judgesOf = judged.map((position) => judges[position] as CellJudge)
  const unjudged = [...judges.keys()].filter((position) => judges[position] === null)
  let rows = 0

  return {
    sourceWidth,
    characterPositions: [...characterPositions].sort((a, b) => a - b),
    judge: (record, clean, issues) => {
      rows++
      let changed: Record<number, string> | null = null
      for (const position of unjudged) {
        const raw = record[position]
        clean[position] = raw === undefined || raw === '' ? null : raw
      }
      for (let index = 0; index < judged.length; index++) {
        const position = judged[index] as number
        const raw = position < sourceWidth ? (record[position] as string) : ''
        const text = (judgesOf[index] as CellJudge)(raw, issues)
        clean[position] = text
        if (text !== raw && !(text === null && raw === '')) {
          changed ??= {}
          changed[position] = raw
          ;(tallies[position] as FieldTally).changed++
        }
      }
      if (expressions === null) return changed
      for (const { position, compute } of expressions.computed) {
        if (clean[position] !== null) continue
        const { fill } = compiled[position] as CompiledField
        const text = fill(compute(clean, issues), issues)
        clean[position] = text
        const raw = position < sourceWidth ? (record[position] as string) : ''
        if (text === null || text === raw || changed?.[position] !== undefined) continue
        changed ??= {}
        changed[position] = raw
        ;(tallies[position] as FieldTally).changed++
      }
      expressions.judge(clean, issues)
      return changed
    },
    takeTallies: () => {
      const taken = tallies.map((tally) =>
        tally === null ? null : { ...tally, checked: rows, steps: [...tally.steps] },
      )
      for (const tally of tallies) if (tally) Object.assign(tally, emptyTally(0), { steps: tally.steps.fill(0) })
      rows = 0
      return taken
    },
  }
}
