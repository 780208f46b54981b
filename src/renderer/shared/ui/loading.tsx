import { Loader } from '@mantine/core'
import type { ReactNode } from 'react'
import { text } from '../messages/text.ts'
import styles from './loading.module.css'

/** Something is on its way. Fades in late, so that what is quick never flickers. */
export function Loading({ label = text.loading }: { readonly label?: string }): ReactNode {
  return (
    <div className={styles.loading} role="status">
      <Loader size={18} aria-hidden />
      <span>{label}</span>
    </div>
  )
}
