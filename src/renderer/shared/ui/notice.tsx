import type { ReactNode } from 'react'
import { type Meaning, MeaningIcon } from './meaning.tsx'
import styles from './notice.module.css'

interface NoticeProps {
  readonly meaning: Meaning
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** Read out at once, for what goes wrong while a person works. */
  readonly alert?: boolean
}

/** Something to know, in place and calm: what it is, in words, and what can be done about it. */
export function Notice({ meaning, title, children, actions, alert = false }: NoticeProps): ReactNode {
  return (
    <div className={`${styles.notice} ${styles[meaning]}`} role={alert ? 'alert' : undefined}>
      <MeaningIcon meaning={meaning} size={18} />
      <div className={styles.words}>
        <strong className={styles.title}>{title}</strong>
        {children === undefined ? null : <div className={styles.text}>{children}</div>}
      </div>
      {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
