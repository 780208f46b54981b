import type { ImportRecord } from '../../../contract/imports.ts'
import type { Command, CommandContext } from '../command.ts'
import { describeImport } from '../import-words.ts'
import { wholeNumber } from '../reading-options.ts'
import { textTable } from '../table.ts'

const one = { min: 1, max: 1 }

function idOf({ positionals }: CommandContext): number {
  return wholeNumber('ID', positionals[0] as string, 1)
}

async function printOne({ output }: CommandContext, record: ImportRecord): Promise<undefined> {
  if (output.json) await output.document({ imports: [record] })
  else await output.write(describeImport(record) + (record.error ? `  ${record.error.message}\n` : ''))
  return undefined
}

export const importsList: Command = {
  name: 'imports list',
  summary: 'list all imports, newest first',
  usage: '',
  options: {},
  optionHelp: [],
  positionals: { min: 0, max: 0 },
  run: async ({ engine, output }) => {
    const imports = await (await engine()).call('imports.list', {})
    if (output.json) {
      await output.document({ imports })
      return undefined
    }
    const rows = imports.map((record) => [
      record.importId,
      record.state,
      record.dataset,
      record.rows.accepted,
      record.rows.rejected,
      record.startedAt,
      record.file.path,
    ])
    await output.write(textTable(['id', 'state', 'dataset', 'accepted', 'rejected', 'started', 'file'], rows))
    return undefined
  },
}

/** A command that does one thing to one import and shows what became of it. */
function onImport(
  name: string,
  summary: string,
  operation: 'imports.show' | 'imports.drop' | 'imports.rollback' | 'imports.restore',
): Command {
  return {
    name,
    summary,
    usage: 'ID',
    options: {},
    optionHelp: [],
    positionals: one,
    run: async (context) => {
      const importId = idOf(context)
      return printOne(context, await (await context.engine()).call(operation, { importId }))
    },
  }
}

export const importsShow = onImport('imports show', 'show one import', 'imports.show')
export const importsDrop = onImport('imports drop', 'throw away what an interrupted import had stored', 'imports.drop')
export const importsRollback = onImport(
  'imports rollback',
  'take a completed import back: its rows are not seen any more, and what it hid is',
  'imports.rollback',
)
export const importsRestore = onImport('imports restore', 'undo a rollback', 'imports.restore')
