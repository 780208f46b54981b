import { type ReactNode, useCallback, useState } from 'react'
import type { Issue, IssueFacet } from '../../../contract/issues.ts'
import { formatCount } from '../../shared/format.ts'
import { text } from '../../shared/messages/text.ts'
import { useOperation } from '../../shared/operations.ts'
import { Answer } from '../../shared/ui/answer.tsx'
import { Panel } from '../../shared/ui/panel.tsx'
import { FacetList } from './facet-list.tsx'
import { IssueGrid } from './issue-grid.tsx'
import { IssueInspector } from './issue-inspector.tsx'
import styles from './issue-review.module.css'

/** Reasons at the left, the issues in row order in the middle, the one in focus at the right. */
export function IssueReview({ importId }: { readonly importId: number }): ReactNode {
  const facets = useOperation('issues.facets', { importId })
  const [facet, setFacet] = useState<IssueFacet | null>(null)
  const [focused, setFocused] = useState<Issue | null>(null)
  const [total, setTotal] = useState<number | null>(null)
  const choose = useCallback((chosen: IssueFacet | null) => {
    setFacet(chosen)
    setFocused(null)
    setTotal(null)
  }, [])
  return (
    <div className={styles.columns}>
      <Panel flush title={text.issues.facets}>
        <Answer of={facets}>{(found) => <FacetList facets={found} chosen={facet} onChoose={choose} />}</Answer>
      </Panel>
      <Panel
        flush
        title={text.issues.grid}
        note={total === null ? undefined : formatCount(total)}
        className={styles.grid}
      >
        <IssueGrid importId={importId} facet={facet} onFocus={setFocused} onTotal={setTotal} />
      </Panel>
      <Panel title={text.issues.inspector} className={styles.inspector}>
        <IssueInspector issue={focused} />
      </Panel>
    </div>
  )
}
