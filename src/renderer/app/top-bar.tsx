import type { ReactNode } from 'react'
import { fileName } from '../shared/format.ts'
import { text } from '../shared/messages/text.ts'
import { importIdOf, type Location, locationHref } from '../shared/navigation.ts'
import { useOperation } from '../shared/operations.ts'
import styles from './top-bar.module.css'

/** Where the window is, as a path back. */
export function TopBar({ location }: { readonly location: Location }): ReactNode {
  const item = useItemName(location)
  return (
    <header className={styles.bar}>
      <nav aria-label={text.frame.here}>
        <ol className={styles.path}>
          <li>
            {item === null ? (
              <span aria-current="page">{text.places[location.place]}</span>
            ) : (
              <a href={locationHref(location.place)}>{text.places[location.place]}</a>
            )}
          </li>
          {item === null ? null : (
            <li className={styles.item}>
              <span aria-current="page" dir="auto" title={item}>
                {item}
              </span>
            </li>
          )}
        </ol>
      </nav>
    </header>
  )
}

/** An import is named by its file; everything else by its own name. */
function useItemName(location: Location): string | null {
  const ofImport = location.place === 'import' || location.place === 'imports' || location.place === 'issues'
  const importId = ofImport ? importIdOf(location) : null
  const record = useOperation('imports.show', { importId: importId ?? 1 }, { enabled: importId !== null })
  if (!ofImport) return location.item
  return importId === null || record.data === undefined ? null : fileName(record.data.file.path)
}
