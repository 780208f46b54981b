import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { fileName, formatBytes } from '../../shared/format.ts'
import { text } from '../../shared/messages/text.ts'
import { useOperation } from '../../shared/operations.ts'
import { Answer } from '../../shared/ui/answer.tsx'
import { Page } from '../../shared/ui/page.tsx'
import { Panel } from '../../shared/ui/panel.tsx'
import { ColumnTable } from './column-table.tsx'
import { changeDraft, type Draft, forgetDraft, readingOf } from './draft-store.ts'
import { FindingList } from './finding-list.tsx'
import { ReadingChips } from './reading-chips.tsx'
import { SampleTable } from './sample-table.tsx'
import styles from './setup.module.css'
import { TargetPanel } from './target-panel.tsx'

interface SetupProps {
  readonly draft: Draft
  readonly onStarted: (importId: number) => void
}

/** Before an import: at the left how the file reads, at the right where it goes. */
export function Setup({ draft, onStarted }: SetupProps): ReactNode {
  const inspection = useOperation(
    'files.inspect',
    { path: draft.path, reading: readingOf(draft) },
    { keepPrevious: true },
  )
  const name = fileName(draft.path)
  const another = (
    <Button variant="default" onClick={forgetDraft}>
      {text.import.another}
    </Button>
  )
  return (
    <Page title={name} actions={another} fill>
      <Answer of={inspection} loading={text.import.reading(name)}>
        {(found) => (
          <div className={styles.columns}>
            <div className={styles.file}>
              <ReadingChips inspection={found} onSheet={(sheet) => changeDraft({ sheet })} />
              <FindingList findings={found.findings} />
              <Panel
                flush
                title={text.import.firstRows}
                note={`${text.import.firstRowsOf(Math.min(found.sample.length, 50))} · ${formatBytes(found.file.bytes)}`}
                className={styles.sample}
              >
                <SampleTable inspection={found} />
              </Panel>
              <Panel flush title={text.import.columns} note={text.import.columnsNote} className={styles.types}>
                <ColumnTable columns={found.columns} />
              </Panel>
            </div>
            <TargetPanel draft={draft} onStarted={onStarted} />
          </div>
        )}
      </Answer>
    </Page>
  )
}
