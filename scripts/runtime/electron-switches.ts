import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The switches without which Electron would not start for this user: Chromium's sandbox refuses to run for root, and
 * cannot be set up where the system denies user namespaces and the helper beside the executable is not setuid.
 */
export function electronSwitches(electron: string): string[] {
  if (process.platform !== 'linux') return []
  const isRoot = process.getuid?.() === 0
  return isRoot || (deniesUserNamespaces() && !hasSetuidHelper(electron)) ? ['--no-sandbox'] : []
}

function deniesUserNamespaces(): boolean {
  return (
    readSetting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    readSetting('/proc/sys/kernel/unprivileged_userns_clone') === '0' ||
    readSetting('/proc/sys/user/max_user_namespaces') === '0'
  )
}

function readSetting(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
}

function hasSetuidHelper(electron: string): boolean {
  const stats = statSync(join(dirname(electron), 'chrome-sandbox'), { throwIfNoEntry: false })
  return stats !== undefined && stats.uid === 0 && (stats.mode & 0o4000) !== 0
}
