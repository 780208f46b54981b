import { IconAlertTriangle, IconCheck, IconInfoCircle, IconX } from '@tabler/icons-react'
import type { ComponentType, ReactNode } from 'react'
import styles from './meaning.module.css'

/** The four things that colour may mean, and none; each has an icon of its own. */
export type Meaning = 'accepted' | 'rejected' | 'warning' | 'information' | 'neutral'

type Icon = ComponentType<{ size?: number; stroke?: number; className?: string; 'aria-hidden'?: boolean }>

const icons: Record<Exclude<Meaning, 'neutral'>, Icon> = {
  accepted: IconCheck,
  rejected: IconX,
  warning: IconAlertTriangle,
  information: IconInfoCircle,
}

interface MeaningIconProps {
  readonly meaning: Meaning
  readonly size?: number
  /** In place of the meaning's own icon, where a state has a more telling one. */
  readonly icon?: Icon | undefined
}

/** The icon of a meaning in its colour. It never stands alone: a word is beside it. */
export function MeaningIcon({ meaning, size = 16, icon }: MeaningIconProps): ReactNode {
  const Chosen = icon ?? (meaning === 'neutral' ? IconInfoCircle : icons[meaning])
  return <Chosen size={size} stroke={2} className={`${styles.icon} ${styles[meaning]}`} aria-hidden />
}

interface BadgeProps extends MeaningIconProps {
  readonly children: ReactNode
}

/** A word with its icon on the meaning's soft ground. */
export function Badge({ meaning, icon, children }: BadgeProps): ReactNode {
  return (
    <span className={`${styles.badge} ${styles[`${meaning}Ground`]}`}>
      <MeaningIcon meaning={meaning} size={14} icon={icon} />
      {children}
    </span>
  )
}
