import { extname } from 'node:path'
import { AppError, csvRecord } from '../../engine/engine.ts'
import type { Command } from '../command.ts'
import { wholeNumber } from '../reading-options.ts'
import { textTable } from '../table.ts'

const asOfHelp: readonly [string, string] = [
  '--as-of ID',
  'the dataset of that import, as it stood when it was completed',
]

function asOfOption(importId: string | undefined): { asOf?: number } {
  return importId === undefined ? {} : { asOf: wholeNumber('--as-of', importId, 1) }
}

export const query: Command = {
  name: 'query',
  summary: 'run one SQL statement that reads, over the datasets',
  usage: 'SQL [--format table|csv] [--as-of ID]',
  options: { format: { type: 'string' }, 'as-of': { type: 'string' } },
  optionHelp: [['--format table|csv', 'table unless said'], asOfHelp],
  positionals: { min: 1, max: 1 },
  run: async ({ positionals, text, output, engine }) => {
    const format = text('format') ?? 'table'
    if (format !== 'table' && format !== 'csv')
      throw new AppError('usage', `--format cannot be "${format}".`, { hint: 'It takes table or csv.' })
    const { columns, rows } = await (await engine()).call('analytics.query', {
      sql: positionals[0] as string,
      ...asOfOption(text('as-of')),
    })
    const names = columns.map((column) => column.name)
    if (output.json) await output.document({ columns, rows })
    else if (format === 'csv')
      await output.write(
        csvRecord(names) +
          rows.map((row) => csvRecord(row.map((value) => (value === null ? null : String(value))))).join(''),
      )
    else await output.write(textTable(names, rows))
    return undefined
  },
}

export const exportCommand: Command = {
  name: 'export',
  summary: 'write a dataset to a file',
  usage: 'DATASET -o FILE.csv [--raw] [--as-of ID]',
  options: { output: { type: 'string', short: 'o' }, raw: { type: 'boolean' }, 'as-of': { type: 'string' } },
  optionHelp: [
    ['-o, --output FILE', 'the file; its ending says the format'],
    ['--raw', 'every value as it was read'],
    asOfHelp,
  ],
  positionals: { min: 1, max: 1 },
  run: async ({ positionals, text, flag, output, engine }) => {
    const file = text('output')
    if (file === undefined)
      throw new AppError('usage', 'export needs -o FILE.', { hint: 'Name the file to write, such as orders.csv.' })
    if (extname(file).toLowerCase() !== '.csv') {
      throw new AppError('usage', `The format of "${file}" is not known.`, { hint: 'End the name in .csv.' })
    }
    const result = await (await engine()).call('datasets.export', {
      dataset: positionals[0] as string,
      file,
      raw: flag('raw'),
      ...asOfOption(text('as-of')),
    })
    if (output.json) await output.document(result)
    else
      await output.write(
        `${result.rows.toLocaleString('en-US')} rows, ${result.bytes.toLocaleString('en-US')} bytes: ${result.file}\n`,
      )
    return undefined
  },
}

export const health: Command = {
  name: 'health',
  summary: 'check the workspace, its databases, the disk and the memory',
  usage: '',
  options: {},
  optionHelp: [],
  positionals: { min: 0, max: 0 },
  run: async ({ output, engine }) => {
    const result = await (await engine()).call('workspace.health', {})
    if (output.json) await output.document(result)
    else {
      await output.write(`${result.workspace} (Headgate ${result.version})\n`)
      for (const check of result.checks)
        await output.write(`${check.ok ? 'ok    ' : 'FAILED'}  ${check.name.padEnd(8)}  ${check.message}\n`)
      for (const warning of result.warnings) await output.write(`warning           ${warning}\n`)
    }
    return result.ok ? undefined : { exit: 1 }
  },
}
