import type { FileProgress } from '../../contract/reading.ts'
import type { FileReader } from '../engine/engine.ts'
import type { CommandContext } from './command.ts'

/** Runs long work of an engine: shows its progress, and stops it when the command is interrupted. */
export async function asTask<T>(
  context: CommandContext,
  files: Pick<FileReader, 'call' | 'on'>,
  work: (task: string) => Promise<T>,
): Promise<T> {
  const task = 'command'
  context.onInterrupt(() => {
    context.output.note('Stopping...')
    void files.call('files.stop', { task })
  })
  const stopListening = files.on('file:progress', (progress) => context.output.status(progressLine(progress)))
  try {
    return await work(task)
  } finally {
    stopListening()
  }
}

function progressLine({ path, percentComplete, rows, estimatedTimeRemaining }: FileProgress): string {
  const left = estimatedTimeRemaining === null ? '' : `, ${Math.ceil(estimatedTimeRemaining / 1000)} s left`
  return `${path}: ${percentComplete.toFixed(0)} %  ${rows.toLocaleString('en-US')} rows${left}`
}
