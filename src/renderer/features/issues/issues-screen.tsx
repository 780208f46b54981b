import { Button, Select } from '@mantine/core'
import { IconChecklist } from '@tabler/icons-react'
import { type ReactNode, useMemo } from 'react'
import type { ImportRecord } from '../../../contract/imports.ts'
import { fileName, formatRelativeTime } from '../../shared/format.ts'
import { count } from '../../shared/messages/amounts.ts'
import { text } from '../../shared/messages/text.ts'
import { goTo, importIdOf, type Location } from '../../shared/navigation.ts'
import { useOperation } from '../../shared/operations.ts'
import { Answer } from '../../shared/ui/answer.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { Page } from '../../shared/ui/page.tsx'
import { useNow } from '../../shared/ui/time.tsx'
import { IssueReview } from './issue-review.tsx'
import styles from './issues-screen.module.css'

/** The issues of one import, the newest that has any unless another is chosen. */
export function IssuesScreen({ location }: { readonly location: Location }): ReactNode {
  const imports = useOperation('imports.list', {})
  const choices = useMemo(() => (imports.data ?? []).filter((record) => record.issues > 0), [imports.data])
  const wanted = importIdOf(location)
  const chosen = wanted === null ? choices[0] : imports.data?.find((record) => record.importId === wanted)
  return (
    <Page
      fill
      title={text.issues.title}
      actions={choices.length === 0 ? undefined : <ImportSelect choices={choices} chosen={chosen} />}
    >
      <Answer of={imports}>
        {() => {
          if (chosen === undefined) return wanted === null ? <NothingYet /> : <Unknown importId={wanted} />
          return chosen.issues === 0 ? (
            <EmptyState icon={<IconChecklist size={26} stroke={1.5} />} title={text.issues.noneHere} />
          ) : (
            <IssueReview key={chosen.importId} importId={chosen.importId} />
          )
        }}
      </Answer>
    </Page>
  )
}

interface ImportSelectProps {
  readonly choices: readonly ImportRecord[]
  readonly chosen: ImportRecord | undefined
}

function ImportSelect({ choices, chosen }: ImportSelectProps): ReactNode {
  const now = useNow()
  const shown = chosen === undefined || choices.includes(chosen) ? choices : [chosen, ...choices]
  return (
    <Select
      aria-label={text.issues.import}
      className={styles.select}
      data={shown.map((record) => ({
        value: String(record.importId),
        label: text.issues.importOption(
          fileName(record.file.path),
          count.issues(record.issues),
          formatRelativeTime(record.startedAt, now),
        ),
      }))}
      value={chosen === undefined ? null : String(chosen.importId)}
      onChange={(value) => {
        if (value !== null) goTo('issues', value)
      }}
    />
  )
}

function NothingYet(): ReactNode {
  return (
    <EmptyState icon={<IconChecklist size={26} stroke={1.5} />} title={text.issues.none}>
      <Button onClick={() => goTo('import')}>{text.import.title}</Button>
    </EmptyState>
  )
}

function Unknown({ importId }: { readonly importId: number }): ReactNode {
  return <EmptyState icon={<IconChecklist size={26} stroke={1.5} />} title={text.imports.unknown(String(importId))} />
}
