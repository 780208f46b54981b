import { Button } from '@mantine/core'
import { IconChartBar } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { text } from '../../shared/messages/text.ts'
import { goTo, type Location } from '../../shared/navigation.ts'
import { useOperation } from '../../shared/operations.ts'
import { Answer } from '../../shared/ui/answer.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { Page } from '../../shared/ui/page.tsx'
import { ChartPanel } from './chart-panel.tsx'
import { SqlPanel } from './sql-panel.tsx'

/** One chart over one dataset, and a place to ask anything in SQL. */
export function AnalyticsScreen({ location }: { readonly location: Location }): ReactNode {
  const datasets = useOperation('datasets.list', {})
  // A statement sent over from the chart; the number makes the same one count as new.
  const [sent, setSent] = useState<{ sql: string; times: number } | null>(null)
  return (
    <Page title={text.analytics.title}>
      <Answer of={datasets}>
        {(found) => {
          const usable = found.filter((dataset) => dataset.columns.length > 0)
          const chosen = usable.find((dataset) => dataset.name === location.item) ?? usable[0]
          if (chosen === undefined) {
            return (
              <EmptyState icon={<IconChartBar size={26} stroke={1.5} />} title={text.analytics.none}>
                <Button onClick={() => goTo('import')}>{text.import.title}</Button>
              </EmptyState>
            )
          }
          return (
            <>
              <ChartPanel
                key={chosen.name}
                dataset={chosen}
                datasets={usable.map((dataset) => dataset.name)}
                onOpenSql={(sql) => setSent((before) => ({ sql, times: (before?.times ?? 0) + 1 }))}
              />
              <SqlPanel key={`${chosen.name} ${sent?.times ?? 0}`} initial={sent?.sql ?? exampleFor(chosen.name)} />
            </>
          )
        }}
      </Answer>
    </Page>
  )
}

function exampleFor(dataset: string): string {
  const name = /^[a-z_][a-z0-9_]*$/.test(dataset) ? dataset : `"${dataset.replaceAll('"', '""')}"`
  return `select * from ${name} limit 20`
}
