import type { ReactNode } from 'react'
import styles from './table.module.css'

interface ScrollRegionProps {
  /** What scrolls here, for those who do not see it. */
  readonly label: string
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** Something that scrolls in itself. It takes the focus, because otherwise the keyboard could not scroll it. */
export function ScrollRegion({ label, className = '', children }: ScrollRegionProps): ReactNode {
  return (
    <div className={`${styles.scroll} ${className}`} role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}
