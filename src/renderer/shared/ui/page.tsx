import type { ReactNode } from 'react'
import styles from './page.module.css'

interface PageProps {
  readonly title: string
  /** What stands at the right of the title: the screen's own controls. */
  readonly actions?: ReactNode
  /** Lets the content take the whole height, for grids that scroll in themselves. */
  readonly fill?: boolean
  readonly children: ReactNode
}

/** A screen: one heading, its actions, its content. */
export function Page({ title, actions, fill = false, children }: PageProps): ReactNode {
  return (
    <div className={fill ? `${styles.page} ${styles.fill}` : styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title} dir="auto">
          {title}
        </h1>
        <div className={styles.actions}>{actions}</div>
      </header>
      <div className={styles.body}>{children}</div>
    </div>
  )
}
