import {
  IconBraces,
  IconBuildingBank,
  IconCalendar,
  IconCalendarTime,
  IconClock,
  IconCoin,
  IconDecimal,
  IconFingerprint,
  IconHash,
  IconHourglass,
  IconLetterT,
  IconLink,
  IconList,
  IconListCheck,
  IconMail,
  IconMailbox,
  IconNumber123,
  IconPercentage,
  IconPhone,
  IconToggleLeft,
  IconWorld,
  IconWorldPin,
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
  amount: IconCoin,
  percent: IconPercentage,
  boolean: IconToggleLeft,
  date: IconCalendar,
  time: IconClock,
  'date-time': IconCalendarTime,
  'zoned-date-time': IconWorld,
  duration: IconHourglass,
  enum: IconListCheck,
  email: IconMail,
  url: IconLink,
  phone: IconPhone,
  uuid: IconFingerprint,
  iban: IconBuildingBank,
  country: IconWorldPin,
  'postal-code': IconMailbox,
  json: IconBraces,
  list: IconList,
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
