import { Button, SegmentedControl } from '@mantine/core'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import type { DatasetSummary } from '../../../contract/datasets.ts'
import { count } from '../../shared/messages/amounts.ts'
import { text } from '../../shared/messages/text.ts'
import { useOperation } from '../../shared/operations.ts'
import { Answer } from '../../shared/ui/answer.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import { Panel } from '../../shared/ui/panel.tsx'
import { firstChoice, requestOf } from './chart-choice.ts'
import { ChartControls } from './chart-controls.tsx'
import styles from './chart-panel.module.css'
import { ResultTable } from './result-table.tsx'

const BarPicture = lazy(() => import('./bar-picture.tsx').then((module) => ({ default: module.BarPicture })))

const views = [
  { value: 'chart', label: text.analytics.chart },
  { value: 'table', label: text.analytics.table },
]

interface ChartPanelProps {
  readonly dataset: DatasetSummary
  readonly datasets: readonly string[]
  readonly onOpenSql: (sql: string) => void
}

/** One measure over one dimension: as a picture, as the table behind it, as the SQL behind that. */
export function ChartPanel({ dataset, datasets, onOpenSql }: ChartPanelProps): ReactNode {
  const [choice, setChoice] = useState(() => firstChoice(dataset.columns))
  const [view, setView] = useState('chart')
  const request = useMemo(() => requestOf(dataset.name, choice), [dataset.name, choice])
  const empty = { dataset: dataset.name, dimension: { field: choice.field }, measure: { aggregate: 'count' as const } }
  const chart = useOperation('analytics.chart', request ?? empty, { enabled: request !== null, keepPrevious: true })
  const measure =
    choice.aggregate === 'count'
      ? text.analytics.aggregates.count
      : `${text.analytics.aggregates[choice.aggregate]}, ${choice.measureField ?? ''}`
  const caption = text.analytics.caption(measure, choice.field, dataset.name)
  return (
    <Panel
      title={caption}
      note={count.rows(dataset.rows)}
      actions={
        <SegmentedControl aria-label={text.analytics.show} size="xs" data={views} value={view} onChange={setView} />
      }
    >
      <ChartControls dataset={dataset} datasets={datasets} choice={choice} onChange={setChoice} />
      <div className={styles.picture}>
        <Answer of={chart}>
          {(result) => {
            if (result.rows.length === 0) return <p className={styles.none}>{text.analytics.noRows}</p>
            if (view === 'table') return <ResultTable result={result} label={caption} />
            return (
              <Suspense fallback={<Loading />}>
                <BarPicture result={result} caption={caption} ordered={choice.grain !== 'value'} />
              </Suspense>
            )
          }}
        </Answer>
      </div>
      {chart.data === undefined ? null : (
        <details className={styles.sql}>
          <summary>{text.analytics.showSql}</summary>
          <pre>{chart.data.sql}</pre>
          <Button variant="default" onClick={() => onOpenSql(chart.data.sql)}>
            {text.analytics.openSql}
          </Button>
        </details>
      )}
    </Panel>
  )
}
