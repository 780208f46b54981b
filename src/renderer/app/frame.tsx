import { type ReactNode, Suspense } from 'react'
import type { OpenWorkspace } from '../../preload/bridge.ts'
import { text } from '../shared/messages/text.ts'
import { useLocation } from '../shared/navigation.ts'
import { Loading } from '../shared/ui/loading.tsx'
import { DropTarget } from './drop-target.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import styles from './frame.module.css'
import { Rail } from './rail.tsx'
import { screens } from './screens.tsx'
import { StatusBar } from './status-bar.tsx'
import { TopBar } from './top-bar.tsx'
import { usePlaceKeys } from './use-place-keys.ts'

/** The window: places at the left, where-am-I above, the screen, what is true now below. */
export function Frame({ workspace }: { readonly workspace: OpenWorkspace }): ReactNode {
  const location = useLocation()
  const Screen = screens[location.place]
  usePlaceKeys()
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#screen" onClick={focusScreen}>
        {text.frame.skip}
      </a>
      <Rail current={location.place} />
      <TopBar location={location} />
      <main id="screen" className={styles.screen} tabIndex={-1}>
        <ErrorBoundary key={location.place}>
          <Suspense fallback={<Loading />}>
            <Screen location={location} />
          </Suspense>
        </ErrorBoundary>
      </main>
      <StatusBar workspace={workspace} />
      <DropTarget />
    </div>
  )
}

/** The fragment is where the location lives, so the skip link moves the focus without touching it. */
function focusScreen(event: { preventDefault(): void }): void {
  event.preventDefault()
  document.getElementById('screen')?.focus()
}
