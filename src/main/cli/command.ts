import type { ParseArgsConfig } from 'node:util'
import type { ErrorShape } from '../../contract/errors.ts'
import type { Engine, FileReader } from '../engine/engine.ts'
import type { Output } from './output.ts'

type OptionTable = NonNullable<ParseArgsConfig['options']>

/** What a command gets to work with. */
export interface CommandContext {
  readonly positionals: readonly string[]
  /** Text options by name, absent ones undefined. */
  readonly text: (option: string) => string | undefined
  readonly texts: (option: string) => readonly string[]
  readonly flag: (option: string) => boolean
  readonly output: Output
  /** The workspace, opened when it is first asked for. */
  readonly engine: () => Promise<Engine>
  /** Files without a workspace. */
  readonly files: () => FileReader
  /** Calls back once when the command is interrupted, instead of ending it. */
  readonly onInterrupt: (react: () => void) => void
}

/** How a command ended; an error that was thrown ends it as its kind says. */
export type Outcome = { readonly exit: number; readonly error?: ErrorShape } | undefined

export interface Command {
  /** The words that call it, such as `schema add`. */
  readonly name: string
  readonly summary: string
  /** What stands behind the name in its usage line. */
  readonly usage: string
  readonly options: OptionTable
  /** One line for each option that is not common to all commands: `--name VALUE` and what it does. */
  readonly optionHelp: readonly (readonly [string, string])[]
  readonly positionals: { readonly min: number; readonly max: number }
  readonly run: (context: CommandContext) => Promise<Outcome>
}

export const commonOptions: OptionTable = {
  workspace: { type: 'string' },
  json: { type: 'boolean' },
  quiet: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
}
