import { existsSync } from 'node:fs'
import { errorKinds } from '../../../contract/errors.ts'
import type { ImportProgress, ImportRecord } from '../../../contract/imports.ts'
import type { OperationInput } from '../../../contract/operations.ts'
import { AppError, type Engine, toErrorShape } from '../../engine/engine.ts'
import type { Command, CommandContext, Outcome } from '../command.ts'
import { describeImport, describePreview, progressLine } from '../import-words.ts'
import { readingOptionHelp, readingOptionTable, readReadingOptions, wholeNumber } from '../reading-options.ts'
import { asTask } from '../task.ts'
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
    again: { type: 'boolean' },
    'fail-on-reject': { type: 'boolean' },
    'max-reject-rate': { type: 'string' },
    workers: { type: 'string' },
  },
  optionHelp: [
    ['--into DATASET', 'where accepted rows go'],
    ['--schema NAME|FILE', "a schema of the workspace, or a schema file; else the dataset's own, or one inferred"],
    ["--map 'Column=field'", 'which column brings a field; may be given several times'],
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

export const importsRevalidate: Command = {
  name: 'imports revalidate',
  summary: 'judge the stored rows of an import again; the new import takes its place until it is rolled back',
  usage: 'ID [--schema-version N] [--preview]',
  options: { 'schema-version': { type: 'string' }, preview: { type: 'boolean' } },
  optionHelp: [
    ['--schema-version N', 'the version of its schema; default: the newest'],
    ['--preview', 'only say what would become of the rows'],
  ],
  positionals: { min: 1, max: 1 },
  run: async (context) => {
    const importId = wholeNumber('ID', context.positionals[0] as string, 1)
    const version = context.text('schema-version')
    const wanted = version === undefined ? {} : { version: wholeNumber('--schema-version', version, 1) }
    const engine = await context.engine()
    if (context.flag('preview')) {
      const preview = await asTask(context, engine, (task) =>
        engine.call('imports.preview', { importId, ...wanted, task }),
      )
      if (context.output.json) await context.output.document(preview)
      else await context.output.write(describePreview(preview))
      return undefined
    }
    return followImports(context, engine, [() => engine.call('imports.revalidate', { importId, ...wanted })])
  },
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
    again: context.flag('again'),
    ...(rate === undefined ? {} : { maxRejectRate: Number(rate) }),
    ...(workers === undefined ? {} : { workers: wholeNumber('--workers', workers, 1, 64) }),
  }
}

/** A file where there is one of that path, else a name in the workspace. */
function schemaOf(wanted: string | undefined): Pick<Request, 'schema' | 'schemaDocument'> {
  if (wanted === undefined) return {}
  return existsSync(wanted) || /[\\/]|\.json$/i.test(wanted)
    ? { schemaDocument: readSchemaFile(wanted) }
    : { schema: wanted }
}

/** Source column -> field. */
function mappingsOf(texts: readonly string[]): Record<string, string> {
  const mappings = new Map<string, string>()
  for (const text of texts) {
    const at = text.lastIndexOf('=')
    if (at < 1 || at === text.length - 1)
      throw new AppError('usage', `--map cannot be "${text}".`, { hint: "It takes 'Source column=field'." })
    const source = text.slice(0, at)
    if (mappings.has(source))
      throw new AppError('usage', `--map is given twice for the column "${source}".`, {
        hint: 'A column brings one field.',
      })
    mappings.set(source, text.slice(at + 1))
  }
  return Object.fromEntries(mappings)
}

/** Runs imports one after the other, shows their progress, and tells how they ended. */
async function followImports(
  context: CommandContext,
  engine: Engine,
  starts: readonly (() => Promise<{ importId: number }>)[],
): Promise<Outcome> {
  const { output } = context
  const records: ImportRecord[] = []
  let running: number | null = null
  let interrupted = false
  context.onInterrupt(() => {
    interrupted = true
    output.note('Stopping at the next committed chunk...')
    if (running !== null) void engine.call('imports.stop', { importId: running, keep: true }).catch(() => undefined)
  })
  let shownAt = 0
  const stopListening = engine.on('import:progress', (progress: ImportProgress) => {
    if (performance.now() - shownAt < 250 && progress.percentComplete < 100) return
    shownAt = performance.now()
    output.status(progressLine(progress))
  })
  let failure: Error | null = null
  for (const start of starts) {
    if (interrupted) break
    try {
      const { importId } = await start()
      running = importId
      records.push(await engine.call('imports.wait', { importId }))
      running = null
    } catch (error) {
      failure = error as Error
      break
    }
  }
  stopListening()
  if (output.json) {
    if (records.length > 0 || failure === null) await output.document({ imports: records })
  } else for (const record of records) await output.write(describeImport(record))
  if (failure !== null) throw failure
  return outcomeOf(context, records, interrupted)
}

function outcomeOf(context: CommandContext, records: readonly ImportRecord[], interrupted: boolean): Outcome {
  const stopped = records.find((record) => record.state !== 'completed')
  if (stopped) {
    if (stopped.error) return { exit: errorKinds[stopped.error.code].exit, error: resumable(stopped, stopped.error) }
    const error = new AppError(
      'import-interrupted',
      `Import ${stopped.importId} was interrupted; ${stopped.rows.read.toLocaleString('en-US')} rows of it are kept, not yet seen.`,
      {
        hint: `Go on with: headgate imports resume ${stopped.importId}`,
        details: { importId: stopped.importId },
      },
    )
    return { exit: 1, error: toErrorShape(error) }
  }
  if (interrupted) return { exit: 1 }
  const rejected = records.some((record) => record.rows.rejected > 0)
  return rejected && context.flag('fail-on-reject') ? { exit: 3 } : undefined
}

function resumable(
  record: ImportRecord,
  error: NonNullable<ImportRecord['error']>,
): NonNullable<ImportRecord['error']> {
  return record.state === 'interrupted'
    ? { ...error, hint: `${error.hint ?? ''} Go on with: headgate imports resume ${record.importId}`.trim() }
    : error
}
