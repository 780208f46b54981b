import type { ReactNode } from 'react'
import type { IssueFacet } from '../../../contract/issues.ts'
import { formatCount } from '../../shared/format.ts'
import { severityMeanings } from '../../shared/imports/reason-bars.tsx'
import { text } from '../../shared/messages/text.ts'
import { MeaningIcon } from '../../shared/ui/meaning.tsx'
import { reasonWords } from '../../shared/words.ts'
import styles from './facet-list.module.css'

interface FacetListProps {
  readonly facets: readonly IssueFacet[]
  readonly chosen: IssueFacet | null
  readonly onChoose: (facet: IssueFacet | null) => void
}

/** The reasons with their counts; choosing one shows its issues alone, choosing it again shows all. */
export function FacetList({ facets, chosen, onChoose }: FacetListProps): ReactNode {
  const total = facets.reduce((sum, facet) => sum + facet.count, 0)
  const isChosen = (facet: IssueFacet): boolean =>
    chosen !== null && chosen.code === facet.code && chosen.field === facet.field
  return (
    <ul className={styles.list}>
      <li>
        <button type="button" className={styles.facet} aria-pressed={chosen === null} onClick={() => onChoose(null)}>
          <span className={styles.name}>{text.issues.all}</span>
          <span className={styles.count}>{formatCount(total)}</span>
        </button>
      </li>
      {facets.map((facet) => (
        <li key={`${facet.code} ${facet.field ?? ''} ${facet.severity}`}>
          <button
            type="button"
            className={styles.facet}
            aria-pressed={isChosen(facet)}
            onClick={() => onChoose(isChosen(facet) ? null : facet)}
          >
            <MeaningIcon meaning={severityMeanings[facet.severity]} size={14} />
            <span className={styles.words}>
              <span className={styles.name} dir="auto">
                {facet.field ?? text.issues.noField}
              </span>
              <span className={styles.reason}>{reasonWords[facet.code]}</span>
            </span>
            <span className={styles.count}>{formatCount(facet.count)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
