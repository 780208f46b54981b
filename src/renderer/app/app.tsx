import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { styleNonce } from '../shared/nonce.ts'
import { queryClient } from '../shared/operations.ts'
import { resolveVariables, theme } from '../shared/theme/theme.ts'
import styles from './app.module.css'
import { ErrorBoundary } from './error-boundary.tsx'
import { WorkspaceGate } from './workspace-gate.tsx'

/** Everything that the window needs around it; light or dark follows the system. */
export function App(): ReactNode {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={queryClient}>
        <Notifications
          position="bottom-right"
          autoClose={5000}
          classNames={{ root: styles.notes ?? '', notification: styles.note ?? '' }}
        />
        <ErrorBoundary>
          <WorkspaceGate />
        </ErrorBoundary>
      </QueryClientProvider>
    </MantineProvider>
  )
}
