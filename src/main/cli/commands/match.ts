import { existsSync } from 'node:fs'
import type { ColumnMatch, Matching } from '../../../contract/matching.ts'
import type { Command } from '../command.ts'
import { mappingHelp, mappingsOf } from '../mapping-option.ts'
import { readingOptionHelp, readingOptionTable, readReadingOptions } from '../reading-options.ts'
import { textTable } from '../table.ts'
import { readSchemaFile } from './schemas.ts'

export const schemaMatch: Command = {
  name: 'schema match',
  summary: 'show which column of a file becomes which field, and what is different from the last file',
  usage: 'FILE NAME|SCHEMAFILE',
  options: { ...readingOptionTable, map: { type: 'string', multiple: true } },
  optionHelp: [mappingHelp, ...readingOptionHelp],
  positionals: { min: 2, max: 2 },
  run: async (context) => {
    const [path, schema] = context.positionals as [string, string]
    const wanted = existsSync(schema) ? { document: readSchemaFile(schema) } : { schema }
    const engine = await context.engine()
    const result = await engine.call('schemas.match', {
      path,
      reading: readReadingOptions(context),
      mapping: mappingsOf(context.texts('map')),
      ...wanted,
    })
    if (context.output.json) await context.output.document(result)
    else await context.output.write(describe(result))
    return undefined
  },
}

function describe({ columns, missing, drift }: Matching): string {
  const rows = columns.map((column) => [column.source, column.field ?? '', reasonOf(column)])
  const lines = missing.map((field) => `No column brings "${field}".`)
  if (drift) {
    const changes = [
      ...drift.added.map((name) => `"${name}" is new`),
      ...drift.removed.map((name) => `"${name}" is gone`),
      ...(drift.reordered ? ['the order is another'] : []),
    ]
    if (changes.length > 0) lines.push(`Since import ${drift.importId}: ${changes.join(', ')}.`)
  }
  return `${textTable(['column', 'field', 'why'], rows)}${lines.map((line) => `${line}\n`).join('')}`
}

function reasonOf({ how, suggestion }: ColumnMatch): string {
  if (how !== null) return reasons[how]
  return suggestion === null
    ? 'not in the schema'
    : `perhaps ${suggestion.field}, ${Math.round(suggestion.score * 100)} % alike`
}

const reasons: Readonly<Record<NonNullable<ColumnMatch['how']>, string>> = {
  mapping: 'as asked',
  saved: 'as for the last file of this header',
  exact: 'the same name',
  folded: 'the same letters',
  alias: 'a title or an alias',
}
