import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ImportProgress } from '../../../contract/imports.ts'
import { formatBytes, formatCount, formatDuration, formatPercent } from '../format.ts'
import { count } from '../messages/amounts.ts'
import { text } from '../messages/text.ts'
import { useOperationMutation } from '../operations.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { Figure, Figures } from '../ui/figure.tsx'
import { Panel } from '../ui/panel.tsx'
import styles from './import-progress.module.css'

/** A running import, live, with the ways to stop it. */
export function ImportProgressPanel({ progress }: { readonly progress: ImportProgress }): ReactNode {
  const stop = useOperationMutation('imports.stop')
  const { importId, rows, bytesProcessed, totalBytes, estimatedTimeRemaining } = progress
  const { stage } = progress
  const publishing = stage === 'publishing'
  return (
    <Panel
      title={text.progress.running(progress.fileName, progress.dataset)}
      note={stage === 'judging' || stage === 'publishing' ? text.progress[stage] : undefined}
      actions={
        <>
          <Button
            variant="default"
            disabled={publishing || stop.isPending}
            onClick={() => stop.mutate({ importId, keep: true })}
          >
            {text.progress.stop}
          </Button>
          <ConfirmButton
            label={text.progress.drop}
            confirm={text.progress.dropReally(count.rows(rows.read))}
            keep={text.progress.keepGoing}
            loading={stop.isPending}
            disabled={publishing}
            onConfirm={() => stop.mutate({ importId, keep: false })}
          />
        </>
      }
    >
      <div className={styles.content}>
        <div className={styles.line}>
          <progress className={styles.bar} max={100} value={progress.percentComplete} aria-label={progress.fileName} />
          <span className={styles.percent}>{formatPercent(progress.percentComplete / 100)}</span>
        </div>
        <dl className={styles.facts}>
          <Fact
            label={text.progress.read}
            value={text.progress.ofTotal(formatBytes(bytesProcessed), formatBytes(totalBytes))}
          />
          <Fact
            label={text.progress.rate}
            value={text.progress.perSecond(formatCount(Math.round(progress.rowsPerSecond)))}
          />
          <Fact
            label={text.progress.left}
            value={estimatedTimeRemaining === null ? text.progress.unknown : formatDuration(estimatedTimeRemaining)}
          />
        </dl>
        <Figures>
          <Figure label={text.outcome.read} value={formatCount(rows.read)} />
          <Figure meaning="accepted" label={text.progress.accepted} value={formatCount(rows.accepted)} />
          <Figure meaning="rejected" label={text.progress.rejected} value={formatCount(rows.rejected)} />
        </Figures>
        {stop.error === null ? null : <ErrorNotice error={stop.error} />}
        <p className={styles.note}>{text.progress.elsewhere}</p>
      </div>
    </Panel>
  )
}

function Fact({ label, value }: { readonly label: string; readonly value: string }): ReactNode {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
