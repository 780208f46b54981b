import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { fileName } from '../../shared/format.ts'
import { ImportOutcome, OutcomeActions } from '../../shared/imports/import-outcome.tsx'
import { ImportProgressPanel } from '../../shared/imports/import-progress.tsx'
import { useRunningImports } from '../../shared/imports/progress-store.ts'
import { text } from '../../shared/messages/text.ts'
import { goTo } from '../../shared/navigation.ts'
import { useOperation } from '../../shared/operations.ts'
import { Answer } from '../../shared/ui/answer.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import { Page } from '../../shared/ui/page.tsx'

/** One import: live while it runs, then what became of it. */
export function RunView({ importId }: { readonly importId: number }): ReactNode {
  const record = useOperation('imports.show', { importId })
  const progress = useRunningImports().get(importId)
  const over = record.data !== undefined && record.data.state !== 'running' && record.data.state !== 'queued'
  return (
    <Page
      title={record.data === undefined ? text.places.import : fileName(record.data.file.path)}
      actions={
        over && progress === undefined ? (
          <>
            <Button variant="subtle" onClick={() => goTo('import')}>
              {text.outcome.another}
            </Button>
            <OutcomeActions record={record.data} />
          </>
        ) : undefined
      }
    >
      {progress === undefined ? (
        <Answer of={record}>
          {(found) =>
            found.state === 'running' ? <Loading label={text.progress.starting} /> : <ImportOutcome record={found} />
          }
        </Answer>
      ) : (
        <ImportProgressPanel progress={progress} />
      )}
    </Page>
  )
}
