import { exportFormats } from '../../../contract/schema/schema-conversion.ts'
import { AppError } from '../../engine/engine.ts'
import type { Command } from '../command.ts'
import { readVersion, tellNotes } from '../schema-words.ts'
import { writeResult } from '../write-result.ts'

export const schemaExport: Command = {
  name: 'schema export',
  summary: 'write a schema in another form, and say what that form cannot',
  usage: 'NAME[@VERSION] --format FORMAT [-o OUT]',
  options: { format: { type: 'string' }, output: { type: 'string', short: 'o' } },
  optionHelp: [
    ['--format FORMAT', `one of ${exportFormats.join(', ')}`],
    ['-o, --output FILE', 'write it there'],
  ],
  positionals: { min: 1, max: 1 },
  run: async (context) => {
    const wanted = context.text('format')
    const format = exportFormats.find((known) => known === wanted)
    if (!format) {
      throw new AppError('usage', wanted === undefined ? '--format is missing.' : `There is no format "${wanted}".`, {
        hint: `Use one of: ${exportFormats.join(', ')}.`,
      })
    }
    const input = { ...readVersion(context.positionals[0] as string), format }
    const exported = await (await context.engine()).call('schemas.export', input)
    if (!context.output.json) tellNotes(context.output, exported.notes)
    await writeResult(context, exported.text, exported)
    return undefined
  },
}
