import { SegmentedControl } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { SchemaDocument } from '../../../contract/schema/schema-document.ts'
import { text } from '../../shared/messages/text.ts'
import { useOperation } from '../../shared/operations.ts'
import { schemaWords } from '../../shared/schema-words.ts'
import { Answer } from '../../shared/ui/answer.tsx'
import { Panel } from '../../shared/ui/panel.tsx'
import { ScrollRegion } from '../../shared/ui/scroll-region.tsx'
import { describeRule } from './describe-rule.ts'
import { FieldTable } from './field-table.tsx'
import styles from './schema-view.module.css'

const views = [
  { value: 'words', label: text.schemas.readable },
  { value: 'json', label: text.schemas.json },
]

interface SchemaViewProps {
  readonly name: string
  readonly version: number
}

/** One version of a schema, in words or as the document that it is. */
export function SchemaView({ name, version }: SchemaViewProps): ReactNode {
  const schema = useOperation('schemas.show', { name, version })
  const [view, setView] = useState('words')
  return (
    <Panel
      flush
      title={name}
      note={text.schemas.version(version)}
      className={styles.panel}
      actions={
        <SegmentedControl aria-label={text.schemas.view} size="xs" data={views} value={view} onChange={setView} />
      }
    >
      <Answer of={schema}>
        {({ document }) => (
          <ScrollRegion label={name} className={styles.scroll}>
            {view === 'json' ? (
              <pre className={styles.json}>{JSON.stringify(document, null, 2)}</pre>
            ) : (
              <InWords document={document} />
            )}
          </ScrollRegion>
        )}
      </Answer>
    </Panel>
  )
}

function InWords({ document }: { readonly document: SchemaDocument }): ReactNode {
  return (
    <>
      <FieldTable fields={document.fields} />
      <div className={styles.rest}>
        {document.description === undefined ? null : <p>{document.description}</p>}
        {document.rules?.map((rule) => (
          <p key={rule.name}>{describeRule(rule)}</p>
        ))}
        {(document.unique ?? []).map(({ fields, within }) => (
          <p key={fields.join()}>{schemaWords.uniqueKey(fields.join(', '), within)}</p>
        ))}
        <p>{text.schemas.unknownColumns[document.unknownColumns]}</p>
        {document.nullWords.length === 0 ? null : <p>{text.schemas.nullWords(document.nullWords.join(', '))}</p>}
      </div>
    </>
  )
}
