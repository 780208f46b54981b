import type { Place } from '../../navigation.ts'
import { amount, count } from '../amounts.ts'

/** The frame around every place, and words of all of them. */
export const frameMessages = {
  loading: 'Loading…',
  empty: 'empty',
  tryAgain: 'Try again',
  close: 'Close',
  cancel: 'Cancel',
  places: {
    import: 'Import',
    imports: 'Imports',
    issues: 'Issues',
    datasets: 'Datasets',
    schemas: 'Schemas',
    analytics: 'Analytics',
    settings: 'Settings',
  } satisfies Record<Place, string>,
  frame: {
    rail: 'Places',
    here: 'Where you are',
    status: 'Status',
    skip: 'Skip to the screen',
    workspace: (name: string) => `Workspace ${name}`,
    running: (imports: number, percent: string) =>
      `${amount(imports, { one: 'import', other: 'imports' })} running, ${percent}`,
    idle: 'No import running',
    openIssues: (issues: number) => `${count.issues(issues)} open`,
    dropHere: 'Drop to import',
    dropHint: 'CSV, TSV or Excel. Nothing is changed in the file.',
    notAFile: 'What was dropped is not a file on this computer.',
    severalFiles: (name: string) => `One file at a time for now: ${name} was taken.`,
    broken: 'This screen has failed',
    brokenHint: 'Your data is not affected. Go to another place or try again.',
  },
  workspace: {
    opening: 'Opening the workspace…',
    failed: 'The workspace cannot be opened',
  },
  errors: {
    stack: 'For whoever mends it',
  },
} as const
