import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { OperationOutput } from '../../../contract/operations.ts'
import { bridge } from '../../shared/bridge.ts'
import { text } from '../../shared/messages/text.ts'
import { useOperation } from '../../shared/operations.ts'
import { Answer } from '../../shared/ui/answer.tsx'
import { Fact, Facts } from '../../shared/ui/facts.tsx'
import { MeaningIcon } from '../../shared/ui/meaning.tsx'
import { Notice } from '../../shared/ui/notice.tsx'
import { Page } from '../../shared/ui/page.tsx'
import { Panel } from '../../shared/ui/panel.tsx'
import styles from './settings-screen.module.css'

/** Where the data is, whether it is well, and what this program is. */
export function SettingsScreen(): ReactNode {
  const health = useOperation('workspace.health', {})
  const info = useQuery({ queryKey: ['app-info'], queryFn: () => bridge.appInfo() })
  return (
    <Page title={text.settings.title}>
      <Panel
        title={text.settings.workspace}
        actions={
          <Button variant="default" loading={health.isFetching} onClick={() => void health.refetch()}>
            {text.settings.check}
          </Button>
        }
      >
        <Answer of={health}>{(found) => <Health health={found} />}</Answer>
      </Panel>
      <Panel title={text.settings.about}>
        <Answer of={info}>
          {(app) => (
            <Facts>
              <Fact label={text.settings.version}>{app.version}</Fact>
              <Fact label="Electron">{app.electron}</Fact>
              <Fact label="Chromium">{app.chrome}</Fact>
              <Fact label="Node.js">{app.node}</Fact>
              <Fact label={text.settings.license}>{app.license}</Fact>
            </Facts>
          )}
        </Answer>
        <p className={styles.offline}>{text.settings.offline}</p>
      </Panel>
    </Page>
  )
}

function Health({ health }: { readonly health: OperationOutput<'workspace.health'> }): ReactNode {
  return (
    <div className={styles.health}>
      <Facts>
        <Fact label={text.settings.path}>{health.workspace}</Fact>
      </Facts>
      <Notice
        meaning={health.ok ? 'accepted' : 'rejected'}
        title={health.ok ? text.settings.healthy : text.settings.unhealthy}
      />
      <ul className={styles.checks} aria-label={text.settings.health}>
        {health.checks.map((check) => (
          <li key={check.name} className={styles.check}>
            <MeaningIcon meaning={check.ok ? 'accepted' : 'rejected'} />
            <span className={styles.name}>{check.name}</span>
            <span className={styles.state}>{check.ok ? text.settings.passed : text.settings.notPassed}</span>
            <span>{check.message}</span>
          </li>
        ))}
      </ul>
      {health.warnings.map((warning) => (
        <Notice key={warning} meaning="warning" title={warning} />
      ))}
    </div>
  )
}
