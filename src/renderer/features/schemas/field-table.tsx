import type { ReactNode } from 'react'
import type { SchemaField } from '../../../contract/schema/schema-document.ts'
import { text } from '../../shared/messages/text.ts'
import { FieldTypeLabel } from '../../shared/ui/field-type.tsx'
import tables from '../../shared/ui/table.module.css'
import { describeField, describeTransforms } from './describe-field.ts'
import styles from './field-table.module.css'

/** The fields in order, each with what it must be in plain words. */
export function FieldTable({ fields }: { readonly fields: readonly SchemaField[] }): ReactNode {
  return (
    <table className={tables.table}>
      <thead>
        <tr>
          <th scope="col">{text.schemas.field}</th>
          <th scope="col">{text.schemas.type}</th>
          <th scope="col">{text.schemas.mustBe}</th>
          <th scope="col">{text.schemas.before}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.name}>
            <td className={`${tables.name} ${styles.name}`} dir="auto" title={field.description ?? field.name}>
              {field.name}
            </td>
            <td className={styles.type}>
              <FieldTypeLabel type={field.type} />
            </td>
            <td>
              <ul className={styles.clauses}>
                {describeField(field).map((clause) => (
                  <li key={clause}>{clause}</li>
                ))}
              </ul>
            </td>
            <td className={tables.faint}>{describeTransforms(field)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
