import { IconListDetails } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { text } from '../../shared/messages/text.ts'
import { goTo, type Location } from '../../shared/navigation.ts'
import { useOperation } from '../../shared/operations.ts'
import { AddSchemaButton } from '../../shared/schemas/add-schema-button.tsx'
import { Answer } from '../../shared/ui/answer.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { ErrorNotice } from '../../shared/ui/error-notice.tsx'
import { Page } from '../../shared/ui/page.tsx'
import { Panel } from '../../shared/ui/panel.tsx'
import { SchemaList } from './schema-list.tsx'
import styles from './schemas-screen.module.css'
import { SchemaView } from './schema-view.tsx'

/** The schemas at the left, the chosen one in words at the right. */
export function SchemasScreen({ location }: { readonly location: Location }): ReactNode {
  const schemas = useOperation('schemas.list', {})
  const [error, setError] = useState<Error | null>(null)
  const add = (variant: 'filled' | 'default'): ReactNode => (
    <AddSchemaButton
      label={text.schemas.add}
      variant={variant}
      onAdded={({ name }) => goTo('schemas', name)}
      onError={setError}
    />
  )
  return (
    <Page title={text.schemas.title} actions={schemas.data?.length === 0 ? undefined : add('default')} fill>
      {error === null ? null : <ErrorNotice error={error} />}
      <Answer of={schemas}>
        {(found) => {
          const chosen = found.find((schema) => schema.name === location.item) ?? found[0]
          if (chosen === undefined) {
            return (
              <EmptyState icon={<IconListDetails size={26} stroke={1.5} />} title={text.schemas.none}>
                {add('filled')}
              </EmptyState>
            )
          }
          return (
            <div className={styles.columns}>
              <Panel flush className={styles.list}>
                <SchemaList schemas={found} chosen={chosen.name} />
              </Panel>
              <SchemaView key={`${chosen.name}@${chosen.version}`} name={chosen.name} version={chosen.version} />
            </div>
          )
        }}
      </Answer>
    </Page>
  )
}
