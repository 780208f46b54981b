import { useQuery } from '@tanstack/react-query'
import { Button } from '@mantine/core'
import { lazy, type ReactNode, Suspense } from 'react'
import { bridge } from '../shared/bridge.ts'
import { unwrap } from '../shared/call.ts'
import { readRunningImports } from '../shared/imports/progress-store.ts'
import { text } from '../shared/messages/text.ts'
import { ErrorNotice } from '../shared/ui/error-notice.tsx'
import { Loading } from '../shared/ui/loading.tsx'
import styles from './workspace-gate.module.css'

const Frame = lazy(() => import('./frame.tsx').then((module) => ({ default: module.Frame })))

/** Nothing else is shown until the workspace is open. When it will not open, that is said, and can be tried again. */
export function WorkspaceGate(): ReactNode {
  const workspace = useQuery({
    queryKey: ['open-workspace'],
    queryFn: async () => {
      const opened = unwrap(await bridge.openWorkspace())
      await readRunningImports()
      return opened
    },
  })
  if (workspace.data !== undefined) {
    return (
      <Suspense fallback={<Opening />}>
        <Frame workspace={workspace.data} />
      </Suspense>
    )
  }
  if (workspace.error === null) return <Opening />
  return (
    <main className={styles.gate}>
      <div className={styles.failed}>
        <h1 className={styles.title}>{text.workspace.failed}</h1>
        <ErrorNotice error={workspace.error} />
        <Button loading={workspace.isFetching} onClick={() => void workspace.refetch()}>
          {text.tryAgain}
        </Button>
      </div>
    </main>
  )
}

function Opening(): ReactNode {
  return (
    <main className={styles.gate}>
      <Loading label={text.workspace.opening} />
    </main>
  )
}
