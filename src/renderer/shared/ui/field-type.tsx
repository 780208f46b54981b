import {
  IconCalendar,
  IconDecimal,
  IconHash,
  IconLetterT,
  IconLink,
  IconMail,
  IconNumber123,
  IconPhone,
  IconToggleLeft,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { FieldType } from '../../../contract/schema/field-type.ts'
import { typeWords } from '../words.ts'
import styles from './field-type.module.css'

const icons: Record<FieldType, typeof IconHash> = {
  text: IconLetterT,
  integer: IconNumber123,
  decimal: IconDecimal,
  number: IconHash,
  boolean: IconToggleLeft,
  date: IconCalendar,
  email: IconMail,
  url: IconLink,
  phone: IconPhone,
}

/** A field's type: its icon and its name. */
export function FieldTypeLabel({ type }: { readonly type: FieldType }): ReactNode {
  const Icon = icons[type]
  return (
    <span className={styles.type}>
      <Icon size={15} stroke={1.75} className={styles.icon} aria-hidden />
      {typeWords[type]}
    </span>
  )
}
