import { closeSync, openSync, writeSync } from 'node:fs'
import type { Issue } from '../../../contract/issues.ts'
import { AppError, csvRecord, guarded } from '../../engine/engine.ts'
import type { Command } from '../command.ts'

import { wholeNumber } from '../reading-options.ts'

const issuesPerPage = 10_000
const columns = [
  'rowNumber',
  'lineNumber',
  'sheet',
  'field',
  'sourceColumn',
  'code',
  'severity',
  'value',
  'message',
  'hint',
] as const

const formats: Readonly<Record<string, { readonly header: string; readonly line: (issue: Issue) => string }>> = {
  ndjson: { header: '', line: (issue) => `${JSON.stringify(issue)}\n` },
  csv: {
    header: csvRecord(columns),
    line: (issue) =>
      csvRecord(columns.map((column) => (issue[column] === null ? null : guarded(String(issue[column]))))),
  },
  text: { header: '', line: (issue) => `${issue.message}${issue.hint === null ? '' : ` ${issue.hint}`}\n` },
}

export const issues: Command = {
  name: 'issues',
  summary: 'print every issue of an import, in row order',
  usage: 'ID [--format ndjson|csv|text] [-o FILE] [--limit N]',
  options: { format: { type: 'string' }, output: { type: 'string', short: 'o' }, limit: { type: 'string' } },
  optionHelp: [
    ['--format ndjson|csv|text', 'ndjson unless said; csv guards texts that a spreadsheet would run'],
    ['-o, --output FILE', 'write there instead of standard output'],
    ['--limit N', 'at most so many'],
  ],
  positionals: { min: 1, max: 1 },
  run: async ({ positionals, text, output, engine }) => {
    const importId = wholeNumber('ID', positionals[0] as string, 1)
    const format = formats[text('format') ?? 'ndjson']
    if (!format)
      throw new AppError('usage', `--format cannot be "${text('format')}".`, {
        hint: `It takes ${Object.keys(formats).join(', ')}.`,
      })
    const limitText = text('limit')
    const limit = limitText === undefined ? Number.POSITIVE_INFINITY : wholeNumber('--limit', limitText, 0)
    const { call } = await engine()
    await call('imports.show', { importId })
    const target = openTarget(text('output'), (part) => output.write(part))
    let written = 0
    try {
      await target.write(format.header)
      while (written < limit) {
        const page = await call('issues.list', {
          importId,
          offset: written,
          limit: Math.min(issuesPerPage, limit - written),
        })
        if (page.issues.length === 0) break
        written += page.issues.length
        await target.write(page.issues.map(format.line).join(''))
      }
    } finally {
      target.close()
    }
    if (target.path !== null) output.note(`${written.toLocaleString('en-US')} issues written to ${target.path}`)
    return undefined
  },
}

function openTarget(path: string | undefined, toOutput: (text: string) => Promise<void>) {
  if (path === undefined)
    return {
      path: null,
      write: async (text: string) => (text === '' ? undefined : toOutput(text)),
      close: () => undefined,
    }
  try {
    const descriptor = openSync(path, 'w')
    return { path, write: async (text: string) => void writeSync(descriptor, text), close: () => closeSync(descriptor) }
  } catch (error) {
    throw new AppError('output-unwritable', `${path} cannot be written.`, {
      hint: 'Choose a folder that exists and that you may write to.',
      cause: error,
    })
  }
}
