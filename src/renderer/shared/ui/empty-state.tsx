import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

interface EmptyStateProps {
  readonly icon: ReactNode
  readonly title: string
  readonly children?: ReactNode
}

/** A screen with nothing to show yet: one sentence, then the next step. */
export function EmptyState({ icon, title, children }: EmptyStateProps): ReactNode {
  return (
    <div className={styles.empty}>
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
      <p className={styles.title}>{title}</p>
      {children === undefined ? null : <div className={styles.actions}>{children}</div>}
    </div>
  )
}
