import { Button } from '@mantine/core'
import { IconDatabase } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { text } from '../../shared/messages/text.ts'
import { goTo } from '../../shared/navigation.ts'
import { useOperation } from '../../shared/operations.ts'
import { Answer } from '../../shared/ui/answer.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { Page } from '../../shared/ui/page.tsx'
import { DatasetPanel } from './dataset-panel.tsx'

/** Where the accepted rows are. */
export function DatasetsScreen(): ReactNode {
  const datasets = useOperation('datasets.list', {})
  return (
    <Page title={text.datasets.title}>
      <Answer of={datasets}>
        {(found) =>
          found.length === 0 ? (
            <EmptyState icon={<IconDatabase size={26} stroke={1.5} />} title={text.datasets.none}>
              <Button onClick={() => goTo('import')}>{text.import.title}</Button>
            </EmptyState>
          ) : (
            found.map((dataset) => <DatasetPanel key={dataset.name} dataset={dataset} />)
          )
        }
      </Answer>
    </Page>
  )
}
