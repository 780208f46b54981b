import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { errorKinds } from '../../contract/errors.ts'
import {
  AppError,
  type Engine,
  type FileReader,
  openEngine,
  openFileReader,
  programVersion,
  toErrorShape,
} from '../engine/engine.ts'
import { type Command, type CommandContext, commonOptions, type Outcome } from './command.ts'
import { exportCommand, health, query } from './commands/data.ts'
import { datasetsDrop, datasetsList, datasetsRename, datasetsRestore, datasetsShow } from './commands/datasets.ts'
import { cat, inspect } from './commands/files.ts'
import { importCommand, importsResume } from './commands/import.ts'
import { importsDrop, importsList, importsRestore, importsRollback, importsShow } from './commands/imports.ts'
import { issues } from './commands/issues.ts'
import { purge } from './commands/purge.ts'
import { rejects } from './commands/rejects.ts'
import { rejectsPreview } from './commands/rejects-preview.ts'
import { schemaMatch } from './commands/match.ts'
import { profile } from './commands/profile.ts'
import { schemaExport } from './commands/schema-export.ts'
import { schemaDiff, schemaVersions } from './commands/schema-versions.ts'
import { datasetsRevalidate, importsRevalidate } from './commands/revalidate.ts'
import { schemaAdd, schemaInfer, schemaList, schemaShow } from './commands/schemas.ts'
import { commandHelp, generalHelp } from './help.ts'
import { createOutput, type Output, OutputClosed } from './output.ts'

const commands: readonly Command[] = [
  inspect,
  cat,
  profile,
  schemaInfer,
  schemaAdd,
  schemaList,
  schemaMatch,
  schemaShow,
  schemaVersions,
  schemaDiff,
  schemaExport,
  importCommand,
  importsList,
  importsShow,
  importsResume,
  importsDrop,
  importsRollback,
  importsRestore,
  importsRevalidate,
  datasetsRevalidate,
  issues,
  // The longer name first: a command is found by its first words.
  rejectsPreview,
  rejects,
  query,
  datasetsList,
  datasetsShow,
  datasetsRename,
  datasetsDrop,
  datasetsRestore,
  exportCommand,
  purge,
  health,
]

/** Runs the command that the arguments name; returns the exit code. */
async function main(argv: readonly string[]): Promise<number> {
  const output = createOutput({
    json: argv.includes('--json'),
    quiet: argv.includes('--quiet'),
    color: process.stderr.isTTY && !argv.includes('--no-color') && process.env['NO_COLOR'] === undefined,
  })
  try {
    if (argv[0] === '--version') {
      await output.write(`${programVersion}\n`)
      return 0
    }
    const command = findCommand(argv)
    if (!command) return await withoutCommand(argv, output)
    const outcome = await runCommand(command, argv.slice(command.name.split(' ').length), output)
    if (outcome?.error) output.error(outcome.error)
    return outcome?.exit ?? 0
  } catch (error) {
    // Whoever stops reading has what he wanted.
    if (error instanceof OutputClosed) return 0
    const shape = toErrorShape(error)
    output.error(shape)
    return errorKinds[shape.code].exit
  }
}

function findCommand(argv: readonly string[]): Command | undefined {
  return commands.find((command) => command.name.split(' ').every((word, index) => argv[index] === word))
}

async function withoutCommand(argv: readonly string[], output: Output): Promise<number> {
  const [first] = argv
  const group = commands.filter((command) => command.name.split(' ')[0] === first)
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    await output.write(generalHelp(commands))
    return first === undefined ? 2 : 0
  }
  if (group.length > 0 && argv.includes('--help')) {
    await output.write(group.map(commandHelp).join('\n'))
    return 0
  }
  const words = argv.slice(0, group.length > 0 ? 2 : 1).filter((word, index) => index === 0 || !word.startsWith('-'))
  throw new AppError('usage', `There is no command "${words.join(' ')}".`, {
    hint:
      group.length > 0
        ? `There are: ${group.map((command) => command.name).join(', ')}.`
        : '`headgate --help` lists all commands.',
  })
}

async function runCommand(command: Command, args: readonly string[], output: Output): Promise<Outcome> {
  const { values, positionals } = parse(command, args)
  if (values['help'] === true) {
    await output.write(commandHelp(command))
    return undefined
  }
  const { min, max } = command.positionals
  if (positionals.length < min || positionals.length > max) {
    throw new AppError(
      'usage',
      `${command.name} was given ${positionals.length} ${positionals.length === 1 ? 'argument' : 'arguments'}.`,
      {
        hint: `Use: headgate ${command.name} ${command.usage}`,
      },
    )
  }
  let engine: Promise<Engine> | null = null
  let files: FileReader | null = null
  let react: (() => void) | null = null
  const onSignal = (): void => {
    const first = react
    react = null
    if (first) first()
    else process.exit(1)
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  const text = (option: string): string | undefined => (typeof values[option] === 'string' ? values[option] : undefined)
  const context: CommandContext = {
    positionals,
    text,
    texts: (option) =>
      Array.isArray(values[option]) ? values[option].filter((value) => typeof value === 'string') : [],
    flag: (option) => values[option] === true,
    output,
    engine: () => (engine ??= openEngine({ workspace: workspaceFolder(text('workspace')) })),
    files: () => (files ??= openFileReader()),
    onInterrupt: (callback) => {
      react = callback
    },
  }
  try {
    return await command.run(context)
  } finally {
    await (engine as Promise<Engine> | null)?.then(
      (opened) => opened.close(),
      () => undefined,
    )
    await (files as FileReader | null)?.close()
  }
}

type Values = Record<string, string | boolean | (string | boolean)[] | undefined>

function parse(command: Command, args: readonly string[]): { values: Values; positionals: string[] } {
  try {
    return parseArgs({
      args: [...args],
      options: { ...commonOptions, ...command.options },
      allowPositionals: true,
      strict: true,
    })
  } catch (error) {
    throw new AppError('usage', (error as Error).message.replace(/\.? To specify a positional.*$/s, '.'), {
      hint: `\`headgate ${command.name} --help\` lists its options.`,
    })
  }
}

/** The workspace that was named, else that of the environment, else the one in the platform's folder for application data. */
function workspaceFolder(named: string | undefined): string {
  const wanted = named ?? process.env['HEADGATE_WORKSPACE']
  if (wanted !== undefined && wanted !== '') return resolve(wanted)
  const home = homedir()
  switch (process.platform) {
    case 'win32':
      return join(process.env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Headgate', 'workspace')
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Headgate', 'workspace')
    default:
      return join(process.env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'Headgate', 'workspace')
  }
}

process.exitCode = await main(process.argv.slice(2))
