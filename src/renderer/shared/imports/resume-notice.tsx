import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ImportRecord } from '../../../contract/imports.ts'
import { fileName } from '../format.ts'
import { count } from '../messages/amounts.ts'
import { text } from '../messages/text.ts'
import { useOperation, useOperationMutation } from '../operations.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { Notice } from '../ui/notice.tsx'
import { Time } from '../ui/time.tsx'
import styles from './resume-notice.module.css'

/** Offers every import that was stopped half-way for going on or for dropping. Nothing where there is none. */
export function ResumeNotice({ onResumed }: { readonly onResumed: (importId: number) => void }): ReactNode {
  const imports = useOperation('imports.list', {})
  const interrupted = (imports.data ?? []).filter((record) => record.state === 'interrupted')
  if (interrupted.length === 0) return null
  return (
    <Notice meaning="warning" title={text.resume.title(interrupted.length)}>
      <ul className={styles.list}>
        {interrupted.map((record) => (
          <Interrupted key={record.importId} record={record} onResumed={onResumed} />
        ))}
      </ul>
    </Notice>
  )
}

interface InterruptedProps {
  readonly record: ImportRecord
  readonly onResumed: (importId: number) => void
}

function Interrupted({ record, onResumed }: InterruptedProps): ReactNode {
  return (
    <li className={styles.item}>
      <span className={styles.words}>
        {text.resume.kept(fileName(record.file.path), count.rows(record.rows.read))}, <Time iso={record.startedAt} />
      </span>
      <ResumeActions record={record} onResumed={onResumed} />
    </li>
  )
}

/** Resume or drop one interrupted import; a refusal is shown beside the buttons. */
export function ResumeActions({ record, onResumed }: InterruptedProps): ReactNode {
  const resume = useOperationMutation('imports.resume')
  const drop = useOperationMutation('imports.drop')
  const { importId } = record
  const error = resume.error ?? drop.error
  return (
    <div className={styles.actions}>
      <Button
        loading={resume.isPending}
        onClick={() => resume.mutate({ importId }, { onSuccess: () => onResumed(importId) })}
      >
        {text.resume.resume}
      </Button>
      <ConfirmButton
        label={text.resume.drop}
        confirm={text.resume.dropReally(count.rows(record.rows.read))}
        keep={text.cancel}
        loading={drop.isPending}
        onConfirm={() => drop.mutate({ importId })}
      />
      {error === null ? null : <ErrorNotice error={error} />}
    </div>
  )
}
