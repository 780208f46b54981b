import { Button, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import type { QueryResult } from '../../../contract/datasets.ts'
import { call } from '../../shared/call.ts'
import { formatDuration } from '../../shared/format.ts'
import { count } from '../../shared/messages/amounts.ts'
import { text } from '../../shared/messages/text.ts'
import { ErrorNotice } from '../../shared/ui/error-notice.tsx'
import { Panel } from '../../shared/ui/panel.tsx'
import { ResultTable } from './result-table.tsx'
import styles from './sql-panel.module.css'

const shownRows = 1000

/** Ask anything: one read-only statement and what it answers. */
export function SqlPanel({ initial }: { readonly initial: string }): ReactNode {
  const [sql, setSql] = useState(initial)
  const query = useMutation({ mutationFn: run })
  const start = (): void => {
    if (sql.trim() !== '' && !query.isPending) query.mutate(sql)
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    start()
  }
  return (
    <Panel
      title={text.analytics.sql}
      note={text.analytics.sqlHint}
      actions={
        <Button loading={query.isPending} disabled={sql.trim() === ''} onClick={start}>
          {text.analytics.run}
        </Button>
      }
    >
      <div className={styles.content}>
        <Textarea
          aria-label={text.analytics.sqlLabel}
          classNames={{ input: styles.sql ?? '' }}
          autosize
          minRows={3}
          maxRows={14}
          spellCheck={false}
          value={sql}
          onChange={(event) => setSql(event.currentTarget.value)}
          onKeyDown={onKey}
        />
        {query.error === null ? null : <ErrorNotice error={query.error} />}
        {query.data === undefined ? null : (
          <>
            <p className={styles.note} role="status">
              {query.data.result.truncated
                ? text.analytics.truncated(count.rows(query.data.result.rows.length))
                : text.analytics.result(
                    count.rows(query.data.result.rows.length),
                    formatDuration(query.data.elapsedMs),
                  )}
            </p>
            <ResultTable result={query.data.result} label={text.analytics.sql} />
          </>
        )}
      </div>
    </Panel>
  )
}

async function run(sql: string): Promise<{ result: QueryResult; elapsedMs: number }> {
  const start = performance.now()
  const result = await call('analytics.query', { sql, limit: shownRows })
  return { result, elapsedMs: performance.now() - start }
}
