import { AppError } from '../../engine/engine.ts'
import type { Command } from '../command.ts'
import { differenceLines, readVersion } from '../schema-words.ts'
import { textTable } from '../table.ts'

export const schemaVersions: Command = {
  name: 'schema versions',
  summary: 'list the versions of a schema, oldest first',
  usage: 'NAME',
  options: {},
  optionHelp: [],
  positionals: { min: 1, max: 1 },
  run: async ({ positionals, engine, output }) => {
    const versions = await (await engine()).call('schemas.versions', { name: positionals[0] as string })
    if (output.json) await output.document(versions)
    else {
      const rows = versions.map(({ version, createdAt, fields, imports }) => [version, createdAt, fields, imports])
      await output.write(textTable(['version', 'stored', 'fields', 'imports'], rows))
    }
    return undefined
  },
}

export const schemaDiff: Command = {
  name: 'schema diff',
  summary: 'say in what one version of a schema is otherwise than another',
  usage: 'NAME@FROM NAME@TO',
  options: {},
  optionHelp: [],
  positionals: { min: 2, max: 2 },
  run: async ({ positionals, engine, output }) => {
    const [from, to] = positionals.map(readVersion)
    if (!from?.version || !to?.version || from.name.toLowerCase() !== to.name.toLowerCase()) {
      throw new AppError('usage', 'schema diff compares two versions of one schema.', {
        hint: 'Use: headgate schema diff NAME@1 NAME@2. `headgate schema versions NAME` lists them.',
      })
    }
    const input = { name: from.name, from: from.version, to: to.version }
    const compared = await (await engine()).call('schemas.compare', input)
    if (output.json) await output.document(compared)
    else await output.write(differenceLines(compared.differences) || 'The two versions say the same.\n')
    return undefined
  },
}
