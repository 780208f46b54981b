import { type ReactNode, useCallback } from 'react'
import { importIdOf, type Location, goTo } from '../../shared/navigation.ts'
import { useDraft } from './draft-store.ts'
import { RunView } from './run-view.tsx'
import { Setup } from './setup.tsx'
import { Welcome } from './welcome.tsx'

/** Import: choose a file, see how it reads and say where it goes, watch it, see what became of it. */
export function ImportScreen({ location }: { readonly location: Location }): ReactNode {
  const draft = useDraft()
  const importId = importIdOf(location)
  const showRun = useCallback((id: number) => goTo('import', id), [])
  if (importId !== null) return <RunView importId={importId} />
  if (draft !== null) return <Setup key={draft.path} draft={draft} onStarted={showRun} />
  return <Welcome onResumed={showRun} />
}
