import { type ReactNode, useId } from 'react'
import styles from './panel.module.css'

interface PanelProps {
  readonly title?: string
  /** A few words beside the title. */
  readonly note?: ReactNode
  readonly actions?: ReactNode
  /** Without a margin inside: for tables that reach the edge. */
  readonly flush?: boolean
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** A surface with an edge, on which one matter lies. */
export function Panel({ title, note, actions, flush = false, className = '', children }: PanelProps): ReactNode {
  const heading = useId()
  return (
    <section className={`${styles.panel} ${className}`} aria-labelledby={title === undefined ? undefined : heading}>
      {title === undefined ? null : (
        <header className={styles.head}>
          <h2 id={heading} className={styles.title}>
            {title}
          </h2>
          {note === undefined ? null : <span className={styles.note}>{note}</span>}
          {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      <div className={flush ? styles.flush : styles.body}>{children}</div>
    </section>
  )
}
