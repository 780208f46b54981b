import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { OperationError } from '../call.ts'
import { text } from '../messages/text.ts'
import { errorTitles } from '../words.ts'
import styles from './error-notice.module.css'
import { Notice } from './notice.tsx'

interface ErrorNoticeProps {
  readonly error: Error
  /** What was refused or failed; the error's own title otherwise. */
  readonly title?: string
  readonly onRetry?: (() => unknown) | undefined
  readonly actions?: ReactNode
}

/** A failure where it happened: what, where, what to do next. The code is there too, but never alone. */
export function ErrorNotice({ error, title, onRetry, actions }: ErrorNoticeProps): ReactNode {
  const known = error instanceof OperationError ? error : null
  const stack = known === null ? error.stack : known.details.stack
  const heading = title ?? (known === null ? undefined : errorTitles[known.code])
  return (
    <Notice
      alert
      meaning="rejected"
      title={heading ?? error.message}
      actions={
        actions ??
        (onRetry === undefined ? undefined : (
          <Button variant="default" onClick={() => void onRetry()}>
            {text.tryAgain}
          </Button>
        ))
      }
    >
      {heading === undefined ? null : <p className={styles.line}>{error.message}</p>}
      {known?.hint ? <p className={styles.line}>{known.hint}</p> : null}
      {typeof stack === 'string' ? (
        <details className={styles.details}>
          <summary>{text.errors.stack}</summary>
          <pre className={styles.stack}>{stack}</pre>
        </details>
      ) : null}
    </Notice>
  )
}
