import type { DatasetDetails } from '../../../contract/datasets.ts'
import type { Command, CommandContext } from '../command.ts'
import { textTable } from '../table.ts'

export const datasetsList: Command = {
  name: 'datasets list',
  summary: 'list the datasets of the workspace',
  usage: '',
  options: {},
  optionHelp: [],
  positionals: { min: 0, max: 0 },
  run: async ({ output, engine }) => {
    const datasets = await (await engine()).call('datasets.list', {})
    if (output.json) await output.document(datasets)
    else
      await output.write(
        textTable(
          ['dataset', 'rows', 'imports', 'columns', 'schema'],
          datasets.map((dataset) => [
            dataset.name,
            dataset.rows,
            dataset.imports,
            dataset.columns.length,
            dataset.schema,
          ]),
        ),
      )
    return undefined
  },
}

/** A command that does one thing to one dataset and shows what it is then. */
function onDataset(name: string, summary: string, operation: 'datasets.show' | 'datasets.restore'): Command {
  return {
    name,
    summary,
    usage: 'NAME',
    options: {},
    optionHelp: [],
    positionals: { min: 1, max: 1 },
    run: async (context) => {
      const dataset = context.positionals[0] as string
      return printDataset(context, await (await context.engine()).call(operation, { dataset }))
    },
  }
}

export const datasetsShow = onDataset(
  'datasets show',
  'show a dataset: its columns, and the imports that made it',
  'datasets.show',
)
export const datasetsRestore = onDataset('datasets restore', 'bring a dropped dataset back', 'datasets.restore')

export const datasetsRename: Command = {
  name: 'datasets rename',
  summary: 'give a dataset another name',
  usage: 'NAME NEW-NAME',
  options: {},
  optionHelp: [],
  positionals: { min: 2, max: 2 },
  run: async (context) => {
    const [dataset, name] = context.positionals as readonly [string, string]
    return printDataset(context, await (await context.engine()).call('datasets.rename', { dataset, name }))
  },
}

export const datasetsDrop: Command = {
  name: 'datasets drop',
  summary: 'take a dataset away with all its imports; datasets restore brings it back',
  usage: 'NAME',
  options: {},
  optionHelp: [],
  positionals: { min: 1, max: 1 },
  run: async ({ positionals, output, engine }) => {
    const result = await (await engine()).call('datasets.drop', { dataset: positionals[0] as string })
    if (output.json) await output.document(result)
    else
      await output.write(
        `${result.dataset} is dropped; bring it back with: headgate datasets restore '${result.dataset}'\n`,
      )
    return undefined
  },
}

async function printDataset({ output }: CommandContext, details: DatasetDetails): Promise<undefined> {
  if (output.json) await output.document(details)
  else await output.write(describeDataset(details))
  return undefined
}

function describeDataset({ name, schema, rows, rowsUnseen, columns, madeBy }: DatasetDetails): string {
  const older = rowsUnseen === 0 ? '' : `, and ${rowsUnseen.toLocaleString('en-US')} stored of which a newer version is`
  const imports = madeBy.map((made) => [
    made.importId,
    made.state,
    made.key === null ? made.mode : `${made.mode} by ${made.key.join(', ')}`,
    made.accepted,
    made.seen,
    made.startedAt,
    made.fileName,
  ])
  return [
    `${name}: ${rows.toLocaleString('en-US')} rows${older}; schema ${schema}\n\n`,
    textTable(
      ['column', 'type'],
      columns.map((column) => [column.name, column.type]),
    ),
    '\n',
    textTable(['import', 'state', 'mode', 'accepted', 'seen', 'started', 'file'], imports),
  ].join('')
}
