import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { DatasetSummary } from '../../../contract/datasets.ts'
import { bridge } from '../../shared/bridge.ts'
import { call } from '../../shared/call.ts'
import { formatBytes } from '../../shared/format.ts'
import { count } from '../../shared/messages/amounts.ts'
import { text } from '../../shared/messages/text.ts'
import { goTo } from '../../shared/navigation.ts'
import { ErrorNotice } from '../../shared/ui/error-notice.tsx'
import { FieldTypeLabel } from '../../shared/ui/field-type.tsx'
import { Notice } from '../../shared/ui/notice.tsx'
import { Panel } from '../../shared/ui/panel.tsx'
import { Time } from '../../shared/ui/time.tsx'
import styles from './dataset-panel.module.css'

const shownColumns = 24

/** One dataset: how much it holds, its columns, and the way out of it. */
export function DatasetPanel({ dataset }: { readonly dataset: DatasetSummary }): ReactNode {
  const exporting = useMutation({ mutationFn: exportCsv })
  const { name, columns } = dataset
  return (
    <Panel
      title={name}
      note={`${count.rows(dataset.rows)} · ${count.columns(columns.length)} · ${count.imports(dataset.imports)}`}
      actions={
        <>
          <Button variant="default" disabled={dataset.rows === 0} onClick={() => goTo('analytics', name)}>
            {text.datasets.analyse}
          </Button>
          <Button variant="default" loading={exporting.isPending} onClick={() => exporting.mutate(name)}>
            {text.datasets.exportCsv}
          </Button>
        </>
      }
    >
      <div className={styles.content}>
        {exporting.data ? (
          <Notice
            meaning="accepted"
            title={text.datasets.exported(
              count.rows(exporting.data.rows),
              exporting.data.file,
              formatBytes(exporting.data.bytes),
            )}
          />
        ) : null}
        {exporting.error === null ? null : <ErrorNotice error={exporting.error} />}
        <p className={styles.origin}>
          {text.datasets.schemaIs(dataset.schema)}, <Time iso={dataset.createdAt} />
        </p>
        <ul className={styles.columns} aria-label={text.datasets.columns}>
          {columns.slice(0, shownColumns).map((column) => (
            <li key={column.name} className={styles.column}>
              <span className={styles.name} dir="auto" title={column.name}>
                {column.name}
              </span>
              <FieldTypeLabel type={column.type} />
            </li>
          ))}
          {columns.length > shownColumns ? (
            <li className={styles.more}>{text.datasets.moreColumns(columns.length - shownColumns)}</li>
          ) : null}
        </ul>
      </div>
    </Panel>
  )
}

/** Writes the dataset where the person says; null when they think better of it. */
async function exportCsv(dataset: string): Promise<{ file: string; rows: number; bytes: number } | null> {
  const file = await bridge.pickSaveFile(`${dataset}.csv`)
  return file === null ? null : call('datasets.export', { dataset, file })
}
