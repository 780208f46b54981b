import type { PurgeResult, PurgeScope } from '../../../contract/purge.ts'
import { AppError } from '../../engine/engine.ts'
import type { Command } from '../command.ts'
import { wholeNumber } from '../reading-options.ts'

const scopes: readonly PurgeScope[] = ['raw', 'rows', 'all']

export const purge: Command = {
  name: 'purge',
  summary: 'erase what an import has stored, for good; says only what would go unless --yes is given',
  usage: 'IMPORT --raw|--rows|--all [--yes]',
  options: {
    raw: { type: 'boolean' },
    rows: { type: 'boolean' },
    all: { type: 'boolean' },
    yes: { type: 'boolean' },
  },
  optionHelp: [
    ['--raw', 'raw cells of rejected rows and of cells that cleaning changed'],
    ['--rows', 'all rows and issues; the import is taken back and cannot be restored'],
    ['--all', 'the record of the import as well'],
    ['--yes', 'do it'],
  ],
  positionals: { min: 1, max: 1 },
  run: async ({ positionals, flag, output, engine }) => {
    const importId = wholeNumber('IMPORT', positionals[0] as string, 1)
    const [what, more] = scopes.filter((scope) => flag(scope))
    if (what === undefined || more !== undefined) {
      throw new AppError('usage', 'purge needs one of --raw, --rows and --all.', {
        hint: 'Say what is to be erased; without --yes nothing is.',
      })
    }
    const result = await (await engine()).call('imports.purge', { importId, what, confirm: flag('yes') })
    if (output.json) await output.document(result)
    else await output.write(inWords(result))
    return undefined
  },
}

const count = (value: number): string => value.toLocaleString('en-US')

function inWords({ importId, what, done, counts, heldBy, sameRows }: PurgeResult): string {
  const gone =
    what === 'raw'
      ? `the raw cells of ${count(counts.rejectedRows)} rejected rows and of ${count(counts.changedRows)} cleaned ones`
      : `${count(counts.acceptedRows)} accepted and ${count(counts.rejectedRows)} rejected rows${what === 'all' ? ', and the record of the import' : ''}`
  const lines = [done ? `Erased of import ${importId}: ${gone}.` : `Would be erased of import ${importId}: ${gone}.`]
  if (sameRows.length > 0)
    lines.push(`The same rows are in import ${sameRows.join(', ')} as well: erase them there too.`)
  if (heldBy.length > 0) lines.push('Files that may still hold them:', ...heldBy.map(({ path }) => `  ${path}`))
  if (!done) lines.push('Nothing was erased; --yes does it.')
  return `${lines.join('\n')}\n`
}
