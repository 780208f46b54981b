import { analyticsMessages } from './english/analytics.ts'
import { datasetsMessages } from './english/datasets.ts'
import { frameMessages } from './english/frame.ts'
import { importMessages } from './english/import.ts'
import { importsMessages } from './english/imports.ts'
import { issuesMessages } from './english/issues.ts'
import { schemasMessages } from './english/schemas.ts'
import { settingsMessages } from './english/settings.ts'

/** Everything that the window says, in one place. */
export const text = {
  ...frameMessages,
  ...importMessages,
  ...importsMessages,
  ...issuesMessages,
  ...datasetsMessages,
  ...schemasMessages,
  ...analyticsMessages,
  ...settingsMessages,
} as const
