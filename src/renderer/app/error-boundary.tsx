import { Component, type ReactNode } from 'react'
import { text } from '../shared/messages/text.ts'
import { ErrorNotice } from '../shared/ui/error-notice.tsx'
import styles from './error-boundary.module.css'

interface State {
  readonly error: Error | null
}

/** Keeps a mistake in one screen from emptying the window: it is shown, and can be tried again. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    return (
      <div className={styles.broken}>
        <ErrorNotice error={error} title={text.frame.broken} onRetry={() => this.setState({ error: null })} />
        <p>{text.frame.brokenHint}</p>
      </div>
    )
  }
}
