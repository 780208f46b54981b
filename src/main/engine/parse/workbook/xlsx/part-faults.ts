import { AppError } from '../../../lib/app-error.ts'

/** A file inside a workbook, for messages: where it is and what it is called. */
export interface PartName {
  /** The workbook's path. */
  readonly path: string
  readonly part: string
}

/** What is wrong with a part makes the whole workbook unreadable. */
export function damagedPart({ path, part }: PartName, what: string): AppError {
  return new AppError('file-unsupported', `${path} is damaged: ${what} (in ${part}).`, {
    hint: 'Open it in Excel, let it be repaired, and save it under a new name; or ask for the file again.',
  })
}

/** Nothing that makes workbooks makes this. */
export function hostilePart({ path, part }: PartName, what: string): AppError {
  return new AppError('file-hostile', `${path} was refused because it looks made to harm: ${what} (in ${part}).`, {
    hint: 'Ask whoever sent it for the table saved anew from Excel, or as CSV.',
  })
}
