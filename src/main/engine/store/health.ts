import { statfsSync } from 'node:fs'
import { freemem } from 'node:os'
import type { OperationOutput } from '../../../contract/operations.ts'
import { formatBytes } from '../lib/numbers.ts'
import type { ReadDb } from './database.ts'
import type { WorkspacePaths } from './workspace.ts'
import { programVersion } from '../lib/program-version.ts'

type Health = OperationOutput<'workspace.health'>

const lowDiskBytes = 1_000_000_000
const lowMemoryBytes = 500_000_000

/** File systems on which SQLite's locks cannot be trusted (statfs magic numbers: NFS, SMB, CIFS, FUSE, 9P). */
const networkFileSystems = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
])
const synchronised =
  /[\\/](?:Dropbox|OneDrive[^\\/]*|Google Drive|GoogleDrive|iCloud Drive|Mobile Documents|Nextcloud)[\\/]/i

/** Whether the workspace can be relied on. A quick check: the whole file is not read. */
export function health(db: ReadDb, paths: WorkspacePaths): Health {
  const disk = statfsSync(paths.root)
  const free = disk.bavail * disk.bsize
  const memory = freemem()
  const sound = db.get<{ quick_check: string }>('PRAGMA quick_check(1)')?.quick_check
  const warnings: string[] = []
  const network = networkFileSystems.get(disk.type)
  if (network !== undefined)
    warnings.push(`The workspace is on a network file system (${network}), where SQLite's locks are not safe.`)
  if (synchronised.test(`${paths.root}/`))
    warnings.push('The workspace is in a synchronised folder, where another computer may change its files.')
  const checks = [
    {
      name: 'sqlite',
      ok: sound === 'ok',
      message: sound === 'ok' ? 'The database is sound.' : `The database is damaged: ${sound}.`,
    },
    { name: 'disk', ok: free >= lowDiskBytes, message: `${formatBytes(free)} free where the workspace is.` },
    { name: 'memory', ok: memory >= lowMemoryBytes, message: `${formatBytes(memory)} of memory free.` },
  ]
  return { ok: checks.every((check) => check.ok), workspace: paths.root, version: programVersion, checks, warnings }
}
