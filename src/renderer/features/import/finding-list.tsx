import type { ReactNode } from 'react'
import type { Finding } from '../../../contract/reading.ts'
import { text } from '../../shared/messages/text.ts'
import { MeaningIcon } from '../../shared/ui/meaning.tsx'
import styles from './finding-list.module.css'

/** What is in a file besides rows, or looks odd about it; warnings first, nothing where there is nothing. */
export function FindingList({ findings }: { readonly findings: readonly Finding[] }): ReactNode {
  if (findings.length === 0) return null
  const warnings = findings.filter((finding) => finding.severity === 'warning')
  const others = findings.filter((finding) => finding.severity !== 'warning')
  return (
    <ul className={styles.findings} aria-label={text.import.findings}>
      {[...warnings, ...others].map((finding) => (
        <li key={`${finding.kind} ${finding.message}`} className={styles.finding}>
          <MeaningIcon meaning={finding.severity} size={14} />
          <span dir="auto">{finding.message}</span>
        </li>
      ))}
    </ul>
  )
}
