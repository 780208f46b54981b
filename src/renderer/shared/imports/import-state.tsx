import { IconArrowBackUp, IconBan, IconClock, IconLoader2, IconPlayerPause, IconPlayerStop } from '@tabler/icons-react'
import type { ComponentProps, ReactNode } from 'react'
import type { ImportState } from '../../../contract/imports.ts'
import { Badge, type Meaning } from '../ui/meaning.tsx'
import { importStateWords } from '../words.ts'

const looks: Record<ImportState, { meaning: Meaning; icon?: ComponentProps<typeof Badge>['icon'] }> = {
  queued: { meaning: 'neutral', icon: IconClock },
  running: { meaning: 'information', icon: IconLoader2 },
  paused: { meaning: 'neutral', icon: IconPlayerPause },
  interrupted: { meaning: 'warning', icon: IconPlayerStop },
  completed: { meaning: 'accepted' },
  cancelled: { meaning: 'neutral', icon: IconBan },
  failed: { meaning: 'rejected' },
  'rolled-back': { meaning: 'neutral', icon: IconArrowBackUp },
}

/** The state of an import: an icon, a colour and a word. */
export function ImportStateBadge({ state }: { readonly state: ImportState }): ReactNode {
  return <Badge {...looks[state]}>{importStateWords[state]}</Badge>
}
