import { Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { bridge } from '../shared/bridge.ts'
import { text } from '../shared/messages/text.ts'
import { locationHref, type Place, places } from '../shared/navigation.ts'
import { placeIcons } from './place-icons.ts'
import styles from './rail.module.css'

const mac = bridge.platform === 'darwin'

/** The places of the window, each an icon with its name under it. */
export function Rail({ current }: { readonly current: Place }): ReactNode {
  return (
    <nav className={styles.rail} aria-label={text.frame.rail}>
      <span className={styles.mark} aria-hidden>
        <Mark />
      </span>
      {places.map((place, index) => {
        const Icon = placeIcons[place]
        return (
          <Tooltip key={place} label={mac ? `⌘${index + 1}` : `Ctrl ${index + 1}`} position="right">
            <a
              href={locationHref(place)}
              className={`${styles.place} ${place === 'settings' ? styles.last : ''}`}
              aria-current={place === current ? 'page' : undefined}
            >
              <Icon size={18} stroke={1.75} aria-hidden />
              <span>{text.places[place]}</span>
            </a>
          </Tooltip>
        )
      })}
    </nav>
  )
}

/** A gate across a canal: two posts, a leaf that is half drawn up, water passing below. */
function Mark(): ReactNode {
  return (
    <svg
      width="24"
      height="24"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
    >
      <path d="M5 3v18M19 3v18M5 4h14" />
      <path d="M8.5 8h7v4h-7z" fill="currentColor" />
      <path d="M8 17c1.3-1.2 2.7-1.2 4 0s2.7 1.2 4 0" />
    </svg>
  )
}
