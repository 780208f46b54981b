import type { ReactNode } from 'react'
import type { SchemaSummary } from '../../../contract/schema/schema-document.ts'
import { count } from '../../shared/messages/amounts.ts'
import { text } from '../../shared/messages/text.ts'
import { locationHref } from '../../shared/navigation.ts'
import styles from './schemas-screen.module.css'

interface SchemaListProps {
  readonly schemas: readonly SchemaSummary[]
  readonly chosen: string
}

/** The newest version of every schema. */
export function SchemaList({ schemas, chosen }: SchemaListProps): ReactNode {
  return (
    <ul className={styles.items}>
      {schemas.map((schema) => (
        <li key={schema.name}>
          <a
            className={styles.item}
            href={locationHref('schemas', schema.name)}
            aria-current={schema.name === chosen ? 'true' : undefined}
          >
            <span className={styles.name} dir="auto">
              {schema.title ?? schema.name}
            </span>
            <span className={styles.facts}>
              {text.schemas.version(schema.version)}, {count.fields(schema.fields)}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
