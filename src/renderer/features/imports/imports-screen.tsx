import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { type ReactNode, useCallback } from 'react'
import { ResumeNotice } from '../../shared/imports/resume-notice.tsx'
import { text } from '../../shared/messages/text.ts'
import { goTo, importIdOf, type Location } from '../../shared/navigation.ts'
import { useOperation } from '../../shared/operations.ts'
import { Answer } from '../../shared/ui/answer.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { Page } from '../../shared/ui/page.tsx'
import { ImportDetails } from './import-details.tsx'
import { ImportTable } from './import-table.tsx'

/** Every import there was and is, or one of them in full. */
export function ImportsScreen({ location }: { readonly location: Location }): ReactNode {
  const importId = importIdOf(location)
  return importId === null ? <ImportList /> : <ImportDetails importId={importId} />
}

function ImportList(): ReactNode {
  const imports = useOperation('imports.list', {})
  const showRun = useCallback((id: number) => goTo('import', id), [])
  return (
    <Page title={text.imports.title}>
      <ResumeNotice onResumed={showRun} />
      <Answer of={imports}>
        {(records) =>
          records.length === 0 ? (
            <EmptyState icon={<IconHistory size={26} stroke={1.5} />} title={text.imports.none}>
              <Button onClick={() => goTo('import')}>{text.import.title}</Button>
            </EmptyState>
          ) : (
            <ImportTable records={records} />
          )
        }
      </Answer>
    </Page>
  )
}
