import type { FieldCheck } from '../../../../contract/schema/field-check.ts'
import type { SchemaField } from '../../../../contract/schema/schema-document.ts'

/** What an issue is about, apart from the issue itself. */
export interface IssuePlace {
  readonly rowNumber: number | null
  readonly lineNumber: number | null
  /** The raw cells of the record, where they are known. */
  readonly cells: readonly (string | null)[]
}

/** What the words for an issue are made of. */
export interface Subject {
  /** The raw text of the cell, or of the record; empty where it is not known. */
  readonly value: string
  readonly field: SchemaField | undefined
  readonly place: IssuePlace
  /** Cells that the header has. */
  readonly sourceWidth: number
}

/** What is wrong, as the end of a sentence that says where, and what to do about it. */
export interface Description {
  readonly problem: string
  readonly hint: string | null
}

export type Describe = (subject: Subject) => Description

/** A value in a message: short enough to read, in quotes, with line ends visible. */
export function shown(value: string): string {
  const visible = value.replace(/\r\n|\n|\r/g, '⏎').replaceAll('\t', '⇥')
  return `"${visible.length > 60 ? `${visible.slice(0, 57)}...` : visible}"`
}

/** The first check of a kind that a field has. */
export function checkOf<C extends FieldCheck['check']>(
  field: SchemaField | undefined,
  name: C,
): Extract<FieldCheck, { check: C }> | undefined {
  return field?.checks.find((check): check is Extract<FieldCheck, { check: C }> => check.check === name)
}
