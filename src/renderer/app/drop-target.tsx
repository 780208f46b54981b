import { notifications } from '@mantine/notifications'
import { IconFileImport } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { chooseFile } from '../features/import/draft-store.ts'
import { bridge } from '../shared/bridge.ts'
import { fileName } from '../shared/format.ts'
import { text } from '../shared/messages/text.ts'
import { goTo } from '../shared/navigation.ts'
import styles from './drop-target.module.css'

/** Takes the first of some files to the Import screen. */
function take(paths: readonly string[]): void {
  const [path] = paths.filter((candidate) => candidate !== '')
  if (path === undefined) {
    notifications.show({ color: 'red', message: text.frame.notAFile })
    return
  }
  if (paths.length > 1) notifications.show({ message: text.frame.severalFiles(fileName(path)) })
  chooseFile(path)
  goTo('import')
}

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

/** Takes a file that is dropped anywhere in the window, or opened from the menu or the system. */
export function DropTarget(): ReactNode {
  const [over, setOver] = useState(false)
  useEffect(() => bridge.onOpenFiles(take), [])
  useEffect(() => {
    const onOver = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy'
      setOver(true)
    }
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent): void => {
      setOver(false)
      if (!carriesFiles(event)) return
      event.preventDefault()
      take([...(event.dataTransfer?.files ?? [])].map((file) => bridge.pathOf(file)))
    }
    window.addEventListener('dragover', onOver)
    window.addEventListener('dragleave', onLeave)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragover', onOver)
      window.removeEventListener('dragleave', onLeave)
      window.removeEventListener('drop', onDrop)
    }
  }, [])
  if (!over) return null
  return (
    <div className={styles.over} aria-hidden>
      <div className={styles.card}>
        <IconFileImport size={32} stroke={1.5} />
        <strong>{text.frame.dropHere}</strong>
        <span>{text.frame.dropHint}</span>
      </div>
    </div>
  )
}
