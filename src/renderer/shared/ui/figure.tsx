import type { ReactNode } from 'react'
import styles from './figure.module.css'
import { type Meaning, MeaningIcon } from './meaning.tsx'

interface FigureProps {
  readonly value: string
  readonly label: string
  readonly note?: string | undefined
  readonly meaning?: Meaning
}

/** One big number and what it counts. */
export function Figure({ value, label, note, meaning }: FigureProps): ReactNode {
  return (
    <div className={styles.figure}>
      <dt className={styles.label}>
        {meaning === undefined ? null : <MeaningIcon meaning={meaning} />}
        {label}
      </dt>
      <dd className={styles.value}>{value}</dd>
      {note === undefined ? null : <dd className={styles.note}>{note}</dd>}
    </div>
  )
}

/** Big numbers side by side. */
export function Figures({ children }: { readonly children: ReactNode }): ReactNode {
  return <dl className={styles.figures}>{children}</dl>
}
