import { IconAlertTriangle, IconCheck, IconFolder, IconLoader2 } from '@tabler/icons-react'
import { type ReactNode, useMemo } from 'react'
import type { OpenWorkspace } from '../../preload/bridge.ts'
import { formatPercent } from '../shared/format.ts'
import { useRunningImports } from '../shared/imports/progress-store.ts'
import { text } from '../shared/messages/text.ts'
import { locationHref } from '../shared/navigation.ts'
import { useOperation } from '../shared/operations.ts'
import styles from './status-bar.module.css'

/** What is true now, each part a way to where it comes from. */
export function StatusBar({ workspace }: { readonly workspace: OpenWorkspace }): ReactNode {
  return (
    <footer className={styles.bar} aria-label={text.frame.status}>
      <a className={styles.part} href={locationHref('settings')} title={workspace.path}>
        <IconFolder size={14} aria-hidden />
        {text.frame.workspace(workspace.name)}
      </a>
      <Running />
      <OpenIssues />
    </footer>
  )
}

function Running(): ReactNode {
  const running = [...useRunningImports().values()]
  if (running.length === 0) {
    return (
      <a className={styles.part} href={locationHref('imports')}>
        <IconCheck size={14} aria-hidden />
        {text.frame.idle}
      </a>
    )
  }
  const done = running.reduce((sum, progress) => sum + progress.bytesProcessed, 0)
  const total = running.reduce((sum, progress) => sum + progress.totalBytes, 0)
  const only = running.length === 1 ? running[0] : undefined
  return (
    <a
      className={styles.part}
      href={only === undefined ? locationHref('imports') : locationHref('import', only.importId)}
    >
      <IconLoader2 size={14} className={styles.turning} aria-hidden />
      {text.frame.running(running.length, formatPercent(total === 0 ? 0 : done / total))}
    </a>
  )
}

function OpenIssues(): ReactNode {
  const imports = useOperation('imports.list', {})
  const open = useMemo(
    () => (imports.data ?? []).reduce((sum, record) => sum + (record.state === 'completed' ? record.issues : 0), 0),
    [imports.data],
  )
  return (
    <a className={styles.part} href={locationHref('issues')}>
      <IconAlertTriangle size={14} aria-hidden />
      {text.frame.openIssues(open)}
    </a>
  )
}
