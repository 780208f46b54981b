import type { ReactNode } from 'react'
import type { Issue } from '../../../contract/issues.ts'
import { formatCount } from '../../shared/format.ts'
import { severityMeanings } from '../../shared/imports/reason-bars.tsx'
import { text } from '../../shared/messages/text.ts'
import { Fact, Facts } from '../../shared/ui/facts.tsx'
import { Badge } from '../../shared/ui/meaning.tsx'
import { RawValue } from '../../shared/ui/raw-value.tsx'
import { visibleText } from '../../shared/visible-text.ts'
import { reasonWords } from '../../shared/words.ts'
import styles from './issue-inspector.module.css'

/** One issue, whole: what the file has, what is wrong with it, what to do. */
export function IssueInspector({ issue }: { readonly issue: Issue | null }): ReactNode {
  if (issue === null) return <p className={styles.empty}>{text.issues.inspectorEmpty}</p>
  const invisible = [...new Set(visibleText(issue.value ?? '').flatMap((stretch) => stretch.invisible ?? []))]
  return (
    <div className={styles.issue} aria-live="polite">
      <Badge meaning={severityMeanings[issue.severity]}>{reasonWords[issue.code]}</Badge>
      <p className={styles.message}>{issue.message}</p>
      {issue.hint === null ? null : <p className={styles.hint}>{issue.hint}</p>}
      <div className={styles.value}>
        <RawValue value={issue.value} />
      </div>
      <Facts>
        <Fact label={text.issues.field}>{issue.field ?? text.issues.noField}</Fact>
        {issue.sourceColumn === null ? null : <Fact label={text.issues.column}>{issue.sourceColumn}</Fact>}
        {issue.rowNumber === null ? null : <Fact label={text.issues.row}>{formatCount(issue.rowNumber)}</Fact>}
        {issue.lineNumber === null ? null : <Fact label={text.issues.line}>{formatCount(issue.lineNumber)}</Fact>}
        {issue.sheet === null ? null : <Fact label={text.issues.sheet}>{issue.sheet}</Fact>}
        {invisible.length === 0 ? null : <Fact label={text.issues.invisible}>{invisible.join(', ')}</Fact>}
      </Facts>
    </div>
  )
}
