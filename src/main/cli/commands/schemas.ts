import { existsSync, readFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import type { SchemaDocument } from '../../../contract/schema/schema-document.ts'
import { AppError, parseSchemaText } from '../../engine/engine.ts'
import type { Command, CommandContext } from '../command.ts'
import { readingOptionHelp, readingOptionTable, readReadingOptions } from '../reading-options.ts'
import { differenceLines, readVersion, tellNotes } from '../schema-words.ts'
import { textTable } from '../table.ts'
import { writeResult } from '../write-result.ts'

/** The document in a schema file. @throws AppError `file-not-found`, `schema-invalid` */
export function readSchemaFile(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new AppError('file-not-found', `The schema file ${path} cannot be read.`, {
      hint: 'Check the path and the permissions.',
      cause: error,
    })
  }
  return parseSchemaText(text, path)
}

export const schemaAdd: Command = {
  name: 'schema add',
  summary: 'store a schema as the next version of its name, from any form that schema export writes as JSON',
  usage: 'FILE',
  options: {},
  optionHelp: [],
  positionals: { min: 1, max: 1 },
  run: async ({ positionals, engine, output }) => {
    const path = positionals[0] as string
    const value = readSchemaFile(path)
    const { call } = await engine()
    const name = basename(path, extname(path)).slice(0, 200)
    const { document, notes } = await call('schemas.import', { document: value, name })
    const added = await call('schemas.add', { document })
    if (output.json) {
      await output.document({ ...added, notes })
      return undefined
    }
    tellNotes(output, notes)
    const state = added.created ? '' : ' (unchanged)'
    await output.write(`${added.name} version ${added.version}${state}\n${differenceLines(added.differences)}`)
    return undefined
  },
}

export const schemaList: Command = {
  name: 'schema list',
  summary: 'list the schemas of the workspace',
  usage: '',
  options: {},
  optionHelp: [],
  positionals: { min: 0, max: 0 },
  run: async ({ engine, output }) => {
    const schemas = (await (await engine()).call('schemas.list', {})).map(({ name, version, fields }) => ({
      name,
      version,
      fields,
    }))
    if (output.json) await output.document(schemas)
    else
      await output.write(
        textTable(
          ['schema', 'version', 'fields'],
          schemas.map(({ name, version, fields }) => [name, version, fields]),
        ),
      )
    return undefined
  },
}

export const schemaShow: Command = {
  name: 'schema show',
  summary: 'print a schema document',
  usage: 'NAME[@VERSION]',
  options: {},
  optionHelp: [],
  positionals: { min: 1, max: 1 },
  run: async ({ positionals, engine, output }) => {
    const { document } = await (await engine()).call('schemas.show', readVersion(positionals[0] as string))
    if (output.json) await output.document(document)
    else await output.write(`${JSON.stringify(document, null, 2)}\n`)
    return undefined
  },
}

export const schemaInfer: Command = {
  name: 'schema infer',
  summary: 'make a schema for a file or a dataset, with the probable types of its texts as suggestions',
  usage: 'DATASET|FILE [-o OUT]',
  options: { ...readingOptionTable, output: { type: 'string', short: 'o' }, name: { type: 'string' } },
  optionHelp: [
    ['-o, --output FILE', 'write it there'],
    ['--name NAME', 'its name; that of the file or dataset unless said'],
    ...readingOptionHelp,
  ],
  positionals: { min: 1, max: 1 },
  run: async (context) => {
    const document = await infer(context, context.positionals[0] as string, context.text('name'))
    await writeResult(context, `${JSON.stringify(document, null, 2)}\n`, document)
    return undefined
  },
}

/** What names no file, and has neither a folder nor an extension, is a dataset. */
async function infer(context: CommandContext, target: string, name: string | undefined): Promise<SchemaDocument> {
  if (existsSync(target) || /[\\/]|\.\w{1,5}$/.test(target)) {
    return context.files().call('schemas.infer', { path: target, reading: readReadingOptions(context), name })
  }
  try {
    return await (await context.engine()).call('schemas.infer', { dataset: target, name })
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'dataset-unknown') throw error
    throw new AppError('dataset-unknown', `There is no file and no dataset "${target}".`, {
      hint: error.hint ?? undefined,
    })
  }
}
