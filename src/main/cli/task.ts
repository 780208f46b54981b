import type { FileProgress } from '../../contract/reading.ts'
import type { CommandContext } from './command.ts'

/** Runs long work on a file: shows its progress, and stops it when the command is interrupted. */
export async function asTask<T>(context: CommandContext, work: (task: string) => Promise<T>): Promise<T> {
  const task = 'command'
  const files = context.files()
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
