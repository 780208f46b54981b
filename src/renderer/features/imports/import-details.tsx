import type { ReactNode } from 'react'
import type { ImportRecord } from '../../../contract/imports.ts'
import { fileName, formatBytes } from '../../shared/format.ts'
import { ImportOutcome, OutcomeActions } from '../../shared/imports/import-outcome.tsx'
import { ImportProgressPanel } from '../../shared/imports/import-progress.tsx'
import { ImportStateBadge } from '../../shared/imports/import-state.tsx'
import { useRunningImports } from '../../shared/imports/progress-store.ts'
import { text } from '../../shared/messages/text.ts'
import { useOperation } from '../../shared/operations.ts'
import { Answer } from '../../shared/ui/answer.tsx'
import { Fact, Facts } from '../../shared/ui/facts.tsx'
import { Page } from '../../shared/ui/page.tsx'
import { Panel } from '../../shared/ui/panel.tsx'
import { Time } from '../../shared/ui/time.tsx'

/** One import in full: what became of it, and where its rows came from. */
export function ImportDetails({ importId }: { readonly importId: number }): ReactNode {
  const record = useOperation('imports.show', { importId })
  const progress = useRunningImports().get(importId)
  const title = record.data === undefined ? text.imports.title : fileName(record.data.file.path)
  return (
    <Page title={title} actions={record.data === undefined ? undefined : <OutcomeActions record={record.data} />}>
      {progress === undefined ? null : <ImportProgressPanel progress={progress} />}
      <Answer of={record}>
        {(found) => (
          <>
            {progress === undefined ? <ImportOutcome record={found} /> : null}
            <FilePanel record={found} />
          </>
        )}
      </Answer>
    </Page>
  )
}

function FilePanel({ record }: { readonly record: ImportRecord }): ReactNode {
  const { file, schema } = record
  return (
    <Panel title={text.imports.fileInfo}>
      <Facts>
        <Fact label={text.imports.state}>
          <ImportStateBadge state={record.state} />
        </Fact>
        <Fact label={text.imports.path}>{file.path}</Fact>
        <Fact label={text.imports.size}>{formatBytes(file.bytes)}</Fact>
        {file.sha256 === null ? null : (
          <Fact label={text.imports.hash}>
            <code>{file.sha256}</code>
          </Fact>
        )}
        <Fact label={text.imports.dataset}>{record.dataset}</Fact>
        <Fact label={text.imports.schema}>
          {schema.name}, {text.schemas.version(schema.version)}
        </Fact>
        <Fact label={text.imports.started}>
          <Time iso={record.startedAt} />
        </Fact>
        {record.finishedAt === null ? null : (
          <Fact label={text.imports.finished}>
            <Time iso={record.finishedAt} />
          </Fact>
        )}
        {record.peakRssBytes === 0 ? null : <Fact label={text.imports.memory}>{formatBytes(record.peakRssBytes)}</Fact>}
        <Fact label={text.imports.number}>{record.importId}</Fact>
      </Facts>
    </Panel>
  )
}
