import { AppError } from '../lib/app-error.ts'

/** The formats of workbooks that are told apart; the names are what an inspection says. */
export type WorkbookFormat = 'xlsx' | 'xlsm' | 'xlsb' | 'xls' | 'ods' | 'fods' | 'spreadsheetml' | 'html'

/** What a file is, by its content. `text` is any text, and any content that nothing else is known of. */
export type FileKind =
  | { readonly kind: 'text' }
  | { readonly kind: 'compressed'; readonly by: 'gzip' | 'zstd' }
  | { readonly kind: 'workbook'; readonly format: WorkbookFormat }
  | { readonly kind: 'refused'; readonly error: AppError }

export const textKind: FileKind = { kind: 'text' }

export function workbookKind(format: WorkbookFormat): FileKind {
  return { kind: 'workbook', format }
}

/** A file that is something else than a table, by its name: `a PDF document`. */
export function refusedKind(path: string, content: string, hint: string): FileKind {
  return {
    kind: 'refused',
    error: new AppError('file-unsupported', `${path} is ${content}, not a table.`, { hint, details: { content } }),
  }
}

/** A file that is known for what it should be, and is not whole: `a Word document`. */
export function damagedKind(path: string, content: string, cause?: unknown): FileKind {
  return {
    kind: 'refused',
    error: new AppError(
      'file-unsupported',
      `${path} is damaged: it looks like ${content}, but cannot be read as one.`,
      {
        hint: 'It may have been cut off on its way. Ask for the file again, or open it in the program that made it and save it anew.',
        details: { content },
        cause,
      },
    ),
  }
}

/** A file that was made to harm, or that no reader can be sure of. */
export function hostileKind(path: string, what: string): FileKind {
  return {
    kind: 'refused',
    error: new AppError('file-hostile', `${path} ${what}.`, {
      hint: 'No spreadsheet program writes such a file. Ask whoever sent it how it was made.',
    }),
  }
}
