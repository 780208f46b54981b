import { app } from 'electron'
import { registerAppScheme } from './desktop/app-scheme.ts'
import { startDesktop } from './desktop/start.ts'

registerAppScheme()

// The lock is per user folder: a second start hands its arguments to the first and leaves.
if (app.requestSingleInstanceLock()) {
  // Never awaited at the top level: an ES module main that waits for ready keeps ready from coming.
  void app.whenReady().then(startDesktop)
} else {
  app.quit()
}
