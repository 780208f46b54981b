import { writeFileSync } from 'node:fs'
import { AppError } from '../engine/engine.ts'
import type { CommandContext } from './command.ts'

/**
 * Writes a text to the file that `--output` names, or else to standard output; with `--json` standard output gets the document.
 * @throws AppError `output-unwritable`
 */
export async function writeResult(context: CommandContext, text: string, document: unknown): Promise<void> {
  const target = context.text('output')
  if (target !== undefined) {
    try {
      writeFileSync(target, text)
    } catch (error) {
      throw new AppError('output-unwritable', `${target} cannot be written.`, {
        hint: 'Choose a folder that exists and that you may write to.',
        cause: error,
      })
    }
    context.output.note(`Written: ${target}`)
  }
  if (context.output.json) await context.output.document(document)
  else if (target === undefined) await context.output.write(text)
}
