import type { z } from 'zod'
import { datasetOperations } from './operations/dataset-operations.ts'
import { fileOperations } from './operations/file-operations.ts'
import { importOperations } from './operations/import-operations.ts'
import { rejectOperations } from './operations/reject-operations.ts'
import { schemaOperations } from './operations/schema-operations.ts'
import { workspaceOperations } from './operations/workspace-operations.ts'

/**
 * Everything that Headgate can be asked to do. The desktop's IPC, the command line and the REST server are derived from this
 * table; a handler exists for each entry or the engine does not compile.
 */
export const operations = {
  ...workspaceOperations,
  ...fileOperations,
  ...schemaOperations,
  ...importOperations,
  ...rejectOperations,
  ...datasetOperations,
} as const

export type Operations = typeof operations
export type OperationName = keyof Operations
/** What a caller gives: defaults may be left out. */
export type OperationInput<N extends OperationName> = z.input<Operations[N]['input']>
/** What a handler gets: validated, defaults filled in. */
export type HandlerInput<N extends OperationName> = z.output<Operations[N]['input']>
export type OperationOutput<N extends OperationName> = z.output<Operations[N]['output']>

export type Handlers = {
  readonly [N in OperationName]: (input: HandlerInput<N>) => Promise<OperationOutput<N>>
}

/** Calls an operation by name, in whatever process or thread the engine lives. */
export type Call = <N extends OperationName>(name: N, input: OperationInput<N>) => Promise<OperationOutput<N>>
