import type { ReactNode } from 'react'
import type { ImportProgress, ImportRecord } from '../../../contract/imports.ts'
import { fileName, formatCount, formatDuration, formatPercent } from '../../shared/format.ts'
import { ImportStateBadge } from '../../shared/imports/import-state.tsx'
import { useRunningImports } from '../../shared/imports/progress-store.ts'
import { text } from '../../shared/messages/text.ts'
import { locationHref } from '../../shared/navigation.ts'
import { Panel } from '../../shared/ui/panel.tsx'
import { ScrollRegion } from '../../shared/ui/scroll-region.tsx'
import tables from '../../shared/ui/table.module.css'
import { Time } from '../../shared/ui/time.tsx'
import styles from './import-table.module.css'

const numbers = ['read', 'accepted', 'rejected', 'issues'] as const

/** The imports, newest first; each file's name leads to the whole of it. */
export function ImportTable({ records }: { readonly records: readonly ImportRecord[] }): ReactNode {
  const running = useRunningImports()
  return (
    <Panel flush>
      <ScrollRegion label={text.imports.title}>
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">{text.imports.state}</th>
              <th scope="col">{text.imports.file}</th>
              <th scope="col">{text.imports.dataset}</th>
              {numbers.map((name) => (
                <th key={name} scope="col" className={tables.number}>
                  {text.imports[name]}
                </th>
              ))}
              <th scope="col" className={tables.number}>
                {text.imports.took}
              </th>
              <th scope="col">{text.imports.started}</th>
            </tr>
          </thead>
          <tbody>
            {records.map((record) => (
              <Row key={record.importId} record={record} progress={running.get(record.importId)} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Panel>
  )
}

interface RowProps {
  readonly record: ImportRecord
  readonly progress: ImportProgress | undefined
}

function Row({ record, progress }: RowProps): ReactNode {
  // While an import runs, what it tells is newer than what is stored.
  const { rows, issues, elapsedMs } = progress ?? record
  const name = fileName(record.file.path)
  return (
    <tr>
      <td>
        <ImportStateBadge state={record.state} />
        {progress === undefined ? null : (
          <span className={styles.percent}>{formatPercent(progress.percentComplete / 100)}</span>
        )}
      </td>
      <td className={tables.name} title={record.file.path}>
        <a
          className={styles.link}
          dir="auto"
          href={locationHref(progress === undefined ? 'imports' : 'import', record.importId)}
        >
          {name}
        </a>
      </td>
      <td className={tables.name} dir="auto">
        {record.dataset}
      </td>
      <td className={tables.number}>{formatCount(rows.read)}</td>
      <td className={tables.number}>{formatCount(rows.accepted)}</td>
      <td className={tables.number}>{formatCount(rows.rejected)}</td>
      <td className={tables.number}>
        {issues === 0 || progress !== undefined ? (
          formatCount(issues)
        ) : (
          <a
            className={styles.link}
            href={locationHref('issues', record.importId)}
            aria-label={`${text.issues.title}: ${name}, ${formatCount(issues)}`}
          >
            {formatCount(issues)}
          </a>
        )}
      </td>
      <td className={tables.number}>{formatDuration(elapsedMs)}</td>
      <td>
        <Time iso={record.startedAt} />
      </td>
    </tr>
  )
}
