import type { Command } from '../command.ts'
import { followImports } from '../follow-imports.ts'
import { describePreview } from '../import-words.ts'
import { wholeNumber } from '../reading-options.ts'
import { asTask } from '../task.ts'

const versionHelp: readonly [string, string] = ['--schema-version N', 'the version of its schema; default: the newest']

export const importsRevalidate: Command = {
  name: 'imports revalidate',
  summary: 'judge the stored rows of an import again; the new import takes its place until it is rolled back',
  usage: 'ID [--schema-version N] [--preview]',
  options: { 'schema-version': { type: 'string' }, preview: { type: 'boolean' } },
  optionHelp: [versionHelp, ['--preview', 'only say what would become of the rows']],
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

export const datasetsRevalidate: Command = {
  name: 'datasets revalidate',
  summary: 'judge all rows of a dataset again, import by import, where another version of its schema judged them',
  usage: 'NAME [--schema-version N]',
  options: { 'schema-version': { type: 'string' } },
  optionHelp: [versionHelp],
  positionals: { min: 1, max: 1 },
  run: async (context) => {
    const dataset = context.positionals[0] as string
    const version = context.text('schema-version')
    const wanted = version === undefined ? {} : { version: wholeNumber('--schema-version', version, 1) }
    const engine = await context.engine()
    const { importIds } = await engine.call('datasets.revalidate', { dataset, ...wanted })
    if (importIds.length === 0) context.output.note('All rows were judged by that version already.')
    const starts = importIds.map((importId) => () => Promise.resolve({ importId }))
    return followImports(context, engine, starts)
  },
}
