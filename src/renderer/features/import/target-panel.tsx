import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { OperationError } from '../../shared/call.ts'
import { fileName } from '../../shared/format.ts'
import { count } from '../../shared/messages/amounts.ts'
import { text } from '../../shared/messages/text.ts'
import { useOperation, useOperationMutation } from '../../shared/operations.ts'
import { AddSchemaButton } from '../../shared/schemas/add-schema-button.tsx'
import { ErrorNotice } from '../../shared/ui/error-notice.tsx'
import { Panel } from '../../shared/ui/panel.tsx'
import { defaultDataset } from './default-dataset.ts'
import { changeDraft, type Draft, forgetDraft, readingOf } from './draft-store.ts'
import styles from './target-panel.module.css'

// A schema's name may be anything but empty, so the empty value is free to mean "none".
const infer = ''

interface TargetPanelProps {
  readonly draft: Draft
  readonly onStarted: (importId: number) => void
}

/** Where the rows go and what checks them, and the one button that begins. */
export function TargetPanel({ draft, onStarted }: TargetPanelProps): ReactNode {
  const schemas = useOperation('schemas.list', {})
  const datasets = useOperation('datasets.list', {})
  const start = useOperationMutation('imports.start')
  const [schemaError, setSchemaError] = useState<Error | null>(null)

  const dataset = draft.dataset ?? defaultDataset(draft.path, draft.schema, datasets.data ?? [])
  const existing = datasets.data?.find((candidate) => candidate.name.toLowerCase() === dataset.trim().toLowerCase())
  const chosen = schemas.data?.find((candidate) => candidate.name === draft.schema)
  const begin = (again: boolean): void =>
    start.mutate(
      {
        path: draft.path,
        dataset: dataset.trim(),
        reading: readingOf(draft),
        again,
        ...(draft.schema === null ? {} : { schema: draft.schema }),
      },
      {
        onSuccess: ({ importId }) => {
          forgetDraft()
          onStarted(importId)
        },
      },
    )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (dataset.trim() !== '') begin(false)
  }
  const duplicate = start.error instanceof OperationError && start.error.code === 'import-duplicate'

  return (
    <form onSubmit={submit} className={styles.form}>
      <Panel title={text.import.target}>
        <div className={styles.fields}>
          <Select
            label={text.import.schema}
            description={
              chosen === undefined
                ? text.import.inferHint
                : text.import.schemaHint(chosen.title ?? chosen.name, chosen.version, count.fields(chosen.fields))
            }
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data={[
              { value: infer, label: text.import.infer },
              ...(schemas.data ?? []).map(({ name }) => ({ value: name, label: name })),
            ]}
            value={draft.schema ?? infer}
            onChange={(value) => changeDraft({ schema: value === infer ? null : value })}
          />
          <AddSchemaButton
            label={text.import.addSchema}
            onAdded={({ name }) => changeDraft({ schema: name })}
            onError={setSchemaError}
          />
          {schemaError === null ? null : <ErrorNotice error={schemaError} />}
          <TextInput
            label={text.import.dataset}
            description={
              existing === undefined
                ? text.import.datasetHintNew
                : text.import.datasetHintOld(count.rows(existing.rows), existing.schema)
            }
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            error={dataset.trim() === '' ? text.import.datasetMissing : undefined}
            value={dataset}
            onChange={(event) => changeDraft({ dataset: event.currentTarget.value })}
          />
        </div>
      </Panel>
      <Button type="submit" size="md" loading={start.isPending} disabled={dataset.trim() === ''}>
        {text.import.start(fileName(draft.path))}
      </Button>
      {start.error === null ? null : (
        <>
          <ErrorNotice error={start.error} />
          {duplicate ? (
            <Button variant="default" onClick={() => begin(true)}>
              {text.import.again}
            </Button>
          ) : null}
        </>
      )}
    </form>
  )
}
