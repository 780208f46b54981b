import type { ReactNode } from 'react'
import { text } from '../messages/text.ts'
import { visibleText } from '../visible-text.ts'
import styles from './raw-value.module.css'

/** A cell as the file has it, with invisible characters made visible; an empty one says so. */
export function RawValue({ value }: { readonly value: string | null }): ReactNode {
  if (value === null || value === '') return <span className={styles.empty}>{text.empty}</span>
  return (
    <span className={styles.value} dir="auto">
      {visibleText(value).map((stretch, index) =>
        stretch.invisible === null ? (
          stretch.text
        ) : (
          <span key={index} className={styles.mark} title={stretch.invisible}>
            {stretch.text}
          </span>
        ),
      )}
    </span>
  )
}
