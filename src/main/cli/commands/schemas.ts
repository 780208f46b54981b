import { readFileSync, writeFileSync } from 'node:fs'
import { AppError, parseSchemaText } from '../../engine/engine.ts'
import type { Command } from '../command.ts'
import { readingOptionHelp, readingOptionTable, readReadingOptions } from '../reading-options.ts'
import { textTable } from '../table.ts'

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
  summary: 'store a schema document as the next version of its name',
  usage: 'FILE',
  options: {},
  optionHelp: [],
  positionals: { min: 1, max: 1 },
  run: async ({ positionals, engine, output }) => {
    const document = readSchemaFile(positionals[0] as string)
    const { name, version, created } = await (await engine()).call('schemas.add', { document })
    if (output.json) await output.document({ name, version })
    else await output.write(`${name} version ${version}${created ? '' : ' (unchanged)'}\n`)
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
    const [, name = '', version] = /^(.*?)(?:@(\d+))?$/s.exec(positionals[0] as string) ?? []
    const { document } = await (await engine()).call('schemas.show', {
      name,
      version: version === undefined ? undefined : Number(version),
    })
    if (output.json) await output.document(document)
    else await output.write(`${JSON.stringify(document, null, 2)}\n`)
    return undefined
  },
}

export const schemaInfer: Command = {
  name: 'schema infer',
  summary: 'make a schema for a file: every field text, with its probable type as a suggestion',
  usage: 'FILE [-o OUT]',
  options: { ...readingOptionTable, output: { type: 'string', short: 'o' }, name: { type: 'string' } },
  optionHelp: [
    ['-o, --output FILE', 'write it there'],
    ['--name NAME', 'its name; that of the file unless said'],
    ...readingOptionHelp,
  ],
  positionals: { min: 1, max: 1 },
  run: async (context) => {
    const document = await context.files().call('schemas.infer', {
      path: context.positionals[0] as string,
      reading: readReadingOptions(context),
      name: context.text('name'),
    })
    const target = context.text('output')
    if (target !== undefined) {
      try {
        writeFileSync(target, `${JSON.stringify(document, null, 2)}\n`)
      } catch (error) {
        throw new AppError('output-unwritable', `${target} cannot be written.`, {
          hint: 'Choose a folder that exists and that you may write to.',
          cause: error,
        })
      }
      context.output.note(`Written: ${target}`)
    }
    if (context.output.json) await context.output.document(document)
    else if (target === undefined) await context.output.write(`${JSON.stringify(document, null, 2)}\n`)
    return undefined
  },
}
