import { existsSync } from 'node:fs'
import { importModes } from '../../../contract/imports.ts'
import type { OperationInput } from '../../../contract/operations.ts'
import { AppError, type Engine } from '../../engine/engine.ts'
import type { Command, CommandContext } from '../command.ts'
import { followImports } from '../follow-imports.ts'
import { mappingHelp, mappingsOf } from '../mapping-option.ts'
import { readingOptionHelp, readingOptionTable, readReadingOptions, wholeNumber } from '../reading-options.ts'
import { readSchemaFile } from './schemas.ts'

type Request = OperationInput<'imports.start'>

export const importCommand: Command = {
  name: 'import',
  summary: 'check every row of files and store the accepted ones in a dataset',
  usage: 'FILE... --into DATASET [--schema NAME|FILE]',
  options: {
    ...readingOptionTable,
    sheet: { type: 'string', multiple: true },
    'all-sheets': { type: 'boolean' },
    into: { type: 'string' },
    schema: { type: 'string' },
    map: { type: 'string', multiple: true },
    mode: { type: 'string' },
    key: { type: 'string', multiple: true },
    again: { type: 'boolean' },
    'fail-on-reject': { type: 'boolean' },
    'max-reject-rate': { type: 'string' },
    workers: { type: 'string' },
  },
  optionHelp: [
    ['--into DATASET', 'where accepted rows go'],
    ['--schema NAME|FILE', "a schema of the workspace, or a schema file; else the dataset's own, or one inferred"],
    [
      '--mode append|replace|upsert',
      "add to the dataset's rows (unless said), take the place of all of them, or of those with the same key",
    ],
    ['--key a,b', 'the fields by which an upsert finds the rows that are there'],
    mappingHelp,
    ['--again', 'take a file that the dataset already holds'],
    ['--fail-on-reject', 'exit 3 where rows were rejected'],
    ['--max-reject-rate 0.05', 'keep nothing, and exit 3, where a larger share is rejected'],
    ['--workers N', 'threads that judge rows'],
    ...readingOptionHelp,
    ['--all-sheets', 'every sheet that is not hidden, an import each; --sheet may be given several times as well'],
  ],
  positionals: { min: 1, max: Number.POSITIVE_INFINITY },
  run: async (context) => {
    const base = readRequest(context)
    const engine = await context.engine()
    const tables = await tablesOf(context, engine)
    return followImports(
      context,
      engine,
      tables.map(
        ({ path, sheet }) =>
          () =>
            engine.call('imports.start', {
              ...base,
              path,
              reading: sheet === undefined ? base.reading : { ...base.reading, sheet },
            }),
      ),
    )
  },
}

/** The tables that are to be imported: each file, or each sheet of it that was asked for. */
async function tablesOf(context: CommandContext, engine: Engine): Promise<{ path: string; sheet?: string }[]> {
  const sheets = context.texts('sheet')
  const all = context.flag('all-sheets')
  if (all && sheets.length > 0)
    throw new AppError('usage', '--sheet and --all-sheets contradict each other.', { hint: 'Give one of the two.' })
  const tables: { path: string; sheet?: string }[] = []
  for (const path of context.positionals) {
    const shown = all ? await shownSheets(engine, path) : []
    if (all && shown.length === 0)
      throw new AppError('usage', `${path} has no sheet that is not hidden.`, {
        hint: 'Leave --all-sheets out for a text.',
      })
    if (all) for (const sheet of shown) tables.push({ path, sheet })
    else if (sheets.length === 0) tables.push({ path })
    else for (const sheet of sheets) tables.push({ path, sheet })
  }
  return tables
}

async function shownSheets(engine: Engine, path: string): Promise<string[]> {
  const { sheets } = await engine.call('files.inspect', { path })
  return sheets.filter((sheet) => !sheet.hidden).map((sheet) => sheet.name)
}

export const importsResume: Command = {
  name: 'imports resume',
  summary: 'go on with an interrupted import after its last committed chunk',
  usage: 'ID',
  options: {},
  optionHelp: [],
  positionals: { min: 1, max: 1 },
  run: async (context) => {
    const importId = wholeNumber('ID', context.positionals[0] as string, 1)
    const engine = await context.engine()
    return followImports(context, engine, [() => engine.call('imports.resume', { importId })])
  },
}

function readRequest(context: CommandContext): Omit<Request, 'path'> {
  const dataset = context.text('into')
  if (dataset === undefined)
    throw new AppError('usage', 'import needs --into DATASET.', { hint: 'Name the dataset that the rows go into.' })
  const rate = context.text('max-reject-rate')
  if (rate !== undefined && !(Number(rate) >= 0 && Number(rate) <= 1 && rate.trim() !== '')) {
    throw new AppError('usage', `--max-reject-rate cannot be "${rate}".`, {
      hint: 'It takes a share between 0 and 1, such as 0.05.',
    })
  }
  const workers = context.text('workers')
  return {
    dataset,
    ...schemaOf(context.text('schema')),
    reading: readReadingOptions(context),
    mapping: mappingsOf(context.texts('map')),
    ...modeOf(context),
    again: context.flag('again'),
    ...(rate === undefined ? {} : { maxRejectRate: Number(rate) }),
    ...(workers === undefined ? {} : { workers: wholeNumber('--workers', workers, 1, 64) }),
  }
}

function modeOf(context: CommandContext): Pick<Request, 'mode' | 'key'> {
  const mode = context.text('mode') ?? 'append'
  const known = importModes.find((candidate) => candidate === mode)
  if (known === undefined)
    throw new AppError('usage', `--mode cannot be "${mode}".`, { hint: `It takes ${importModes.join(', ')}.` })
  const key = context.texts('key').flatMap((fields) => fields.split(','))
  return { mode: known, ...(key.length === 0 ? {} : { key }) }
}

/** A file where there is one of that path, else a name in the workspace. */
function schemaOf(wanted: string | undefined): Pick<Request, 'schema' | 'schemaDocument'> {
  if (wanted === undefined) return {}
  return existsSync(wanted) || /[\\/]|\.json$/i.test(wanted)
    ? { schemaDocument: readSchemaFile(wanted) }
    : { schema: wanted }
}
