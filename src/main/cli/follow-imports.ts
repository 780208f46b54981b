import { errorKinds } from '../../contract/errors.ts'
import type { ImportProgress, ImportRecord } from '../../contract/imports.ts'
import { AppError, type Engine, toErrorShape } from '../engine/engine.ts'
import type { CommandContext, Outcome } from './command.ts'
import { describeImport, progressLine } from './import-words.ts'

/** Runs imports one after the other, shows their progress, and tells how they ended. */
export async function followImports(
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
