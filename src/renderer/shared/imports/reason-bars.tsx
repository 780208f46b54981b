import type { ReactNode } from 'react'
import type { IssueFacet } from '../../../contract/issues.ts'
import { formatCount } from '../format.ts'
import { text } from '../messages/text.ts'
import { type Meaning, MeaningIcon } from '../ui/meaning.tsx'
import { reasonWords, severityWords } from '../words.ts'
import styles from './reason-bars.module.css'

export const severityMeanings: Record<IssueFacet['severity'], Meaning> = {
  error: 'rejected',
  warning: 'warning',
  information: 'information',
}

interface ReasonBarsProps {
  readonly facets: readonly IssueFacet[]
  readonly limit?: number
}

/** Why rows were rejected, most frequent first, each bar as long as its share of the longest. */
export function ReasonBars({ facets, limit = 12 }: ReasonBarsProps): ReactNode {
  const most = facets[0]?.count ?? 1
  const shown = facets.slice(0, limit)
  return (
    <>
      <ol className={styles.bars}>
        {shown.map((facet) => (
          <li key={`${facet.code} ${facet.field ?? ''} ${facet.severity}`} className={styles.bar}>
            <span className={styles.reason} title={severityWords[facet.severity]}>
              <MeaningIcon meaning={severityMeanings[facet.severity]} size={14} />
              <span className={styles.name}>{facet.field ?? text.outcome.wholeFile}</span>
              <span className={styles.words}>{reasonWords[facet.code]}</span>
            </span>
            <meter
              className={`${styles.meter} ${styles[facet.severity]}`}
              min={0}
              max={most}
              value={facet.count}
              aria-label={`${facet.field ?? ''} ${reasonWords[facet.code]}`}
            />
            <span className={styles.count}>{formatCount(facet.count)}</span>
          </li>
        ))}
      </ol>
      {facets.length > limit ? <p className={styles.more}>{text.outcome.moreReasons(facets.length - limit)}</p> : null}
    </>
  )
}
