import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ImportRecord } from '../../../contract/imports.ts'
import { OperationError } from '../call.ts'
import { fileName, formatCount, formatDuration, formatShare } from '../format.ts'
import { count } from '../messages/amounts.ts'
import { text } from '../messages/text.ts'
import { goTo } from '../navigation.ts'
import { useOperation } from '../operations.ts'
import { Answer } from '../ui/answer.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { Figure, Figures } from '../ui/figure.tsx'
import { Notice } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'
import { ReasonBars } from './reason-bars.tsx'
import { ResumeActions } from './resume-notice.tsx'

/** What became of an import: its state in a sentence, the counts, the reasons, and where to go from here. */
export function ImportOutcome({ record }: { readonly record: ImportRecord }): ReactNode {
  const { rows } = record
  const share = (part: number): string | undefined =>
    rows.read === 0 ? undefined : text.outcome.share(formatShare(part / rows.read))
  return (
    <>
      <OutcomeNotice record={record} />
      <Figures>
        <Figure label={text.outcome.read} value={formatCount(rows.read)} note={took(record)} />
        <Figure
          meaning="accepted"
          label={text.outcome.accepted}
          value={formatCount(rows.accepted)}
          note={share(rows.accepted)}
        />
        <Figure
          meaning="rejected"
          label={text.outcome.rejected}
          value={formatCount(rows.rejected)}
          note={share(rows.rejected)}
        />
        <Figure label={text.outcome.blank} value={formatCount(rows.blank)} note={text.outcome.blankHint} />
        {rows.skipped === 0 ? null : (
          <Figure label={text.outcome.skipped} value={formatCount(rows.skipped)} note={text.outcome.skippedHint} />
        )}
      </Figures>
      <Reasons record={record} />
    </>
  )
}

function took({ elapsedMs, rowsPerSecond }: ImportRecord): string {
  return text.outcome.took(formatDuration(elapsedMs), formatCount(Math.round(rowsPerSecond)))
}

/** The primary way on from a finished import, with the others beside it. */
export function OutcomeActions({ record }: { readonly record: ImportRecord }): ReactNode {
  const analysable = record.state === 'completed' && record.rows.accepted > 0
  return (
    <>
      {analysable ? (
        <Button variant={record.issues > 0 ? 'default' : 'filled'} onClick={() => goTo('analytics', record.dataset)}>
          {text.outcome.analyse(record.dataset)}
        </Button>
      ) : null}
      {record.issues > 0 ? (
        <Button onClick={() => goTo('issues', record.importId)}>
          {text.outcome.review(count.issues(record.issues))}
        </Button>
      ) : null}
    </>
  )
}

function OutcomeNotice({ record }: { readonly record: ImportRecord }): ReactNode {
  const name = fileName(record.file.path)
  switch (record.state) {
    case 'completed':
      return <Notice meaning="accepted" title={text.outcome.completed(name, record.dataset)} />
    case 'failed':
      return record.error === null ? (
        <Notice meaning="rejected" title={text.outcome.failed(name)} />
      ) : (
        <ErrorNotice title={text.outcome.failed(name)} error={new OperationError(record.error)} />
      )
    case 'interrupted':
      return (
        <Notice
          meaning="warning"
          title={text.outcome.interrupted(name)}
          actions={<ResumeActions record={record} onResumed={(importId) => goTo('import', importId)} />}
        >
          {text.outcome.interruptedHint(count.rows(record.rows.read))}
        </Notice>
      )
    case 'cancelled':
      return <Notice meaning="neutral" title={text.outcome.cancelled(name)} />
    case 'rolled-back':
      return <Notice meaning="neutral" title={text.outcome.rolledBack(name)} />
    default:
      return <Notice meaning="information" title={text.outcome.waiting(name)} />
  }
}

function Reasons({ record }: { readonly record: ImportRecord }): ReactNode {
  const facets = useOperation('issues.facets', { importId: record.importId })
  return (
    <Panel title={text.outcome.reasons} note={record.issues === 0 ? undefined : text.outcome.reasonsHint}>
      <Answer of={facets}>
        {(found) => (found.length === 0 ? <span>{text.outcome.noReasons}</span> : <ReasonBars facets={found} />)}
      </Answer>
    </Panel>
  )
}
