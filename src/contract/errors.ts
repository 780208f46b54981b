/**
 * Every expected failure, each with the exit code of the command line and the HTTP status that it becomes.
 * Exit 1: it failed while working. Exit 2: refused before anything was written. Exit 3: rows were rejected beyond what was allowed.
 * Bad data is never one of these: it is an issue of a row.
 */
export const errorKinds = {
  usage: { exit: 2, status: 400 },
  'file-not-found': { exit: 2, status: 404 },
  'file-not-regular': { exit: 2, status: 400 },
  'file-unreadable': { exit: 2, status: 403 },
  'file-empty': { exit: 2, status: 422 },
  'file-unsupported': { exit: 2, status: 415 },
  'file-damaged': { exit: 2, status: 422 },
  'file-hostile': { exit: 2, status: 422 },
  'file-changed': { exit: 1, status: 409 },
  'rejects-mismatch': { exit: 2, status: 422 },
  'output-exists': { exit: 2, status: 409 },
  'output-unwritable': { exit: 2, status: 403 },
  'schema-unknown': { exit: 2, status: 404 },
  'schema-invalid': { exit: 2, status: 422 },
  'schema-mismatch': { exit: 2, status: 409 },
  'header-mismatch': { exit: 2, status: 422 },
  'dataset-unknown': { exit: 2, status: 404 },
  'dataset-name-invalid': { exit: 2, status: 422 },
  'lookup-unknown': { exit: 2, status: 404 },
  'import-unknown': { exit: 2, status: 404 },
  'import-duplicate': { exit: 2, status: 409 },
  'import-state': { exit: 2, status: 409 },
  'import-interrupted': { exit: 1, status: 409 },
  'table-unjudged': { exit: 1, status: 500 },
  'job-unknown': { exit: 2, status: 404 },
  'reject-rate': { exit: 3, status: 422 },
  'workspace-unwritable': { exit: 2, status: 403 },
  'workspace-locked': { exit: 2, status: 423 },
  'workspace-newer': { exit: 2, status: 409 },
  'workspace-damaged': { exit: 1, status: 500 },
  'disk-space': { exit: 2, status: 507 },
  'disk-full': { exit: 1, status: 507 },
  'query-invalid': { exit: 2, status: 400 },
  'query-failed': { exit: 1, status: 500 },
  cancelled: { exit: 1, status: 409 },
  'worker-lost': { exit: 1, status: 500 },
  'shell-lacks-operation': { exit: 2, status: 501 },
  unexpected: { exit: 1, status: 500 },
} as const satisfies Record<string, { exit: 1 | 2 | 3; status: number }>

export type ErrorCode = keyof typeof errorKinds

/** A failure as it crosses a thread, IPC or HTTP: words for a person, a code for a program. */
export interface ErrorShape {
  readonly code: ErrorCode
  readonly message: string
  readonly hint: string | null
  readonly details: Record<string, unknown>
}
