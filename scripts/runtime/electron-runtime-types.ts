/** An Electron that can be started on this machine. */
export interface ElectronRuntime {
  /** Its executable, as an absolute path. */
  electron: string
  version: string
  /** A better-sqlite3 addon built for this runtime, where the one in the package would crash in it. */
  sqliteBinding?: string
  /** `official`: the version package.json declares; `registry`: the older one out of a registry package. */
  how: 'official' | 'registry'
}
