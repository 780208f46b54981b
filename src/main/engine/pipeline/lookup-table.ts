import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { dirname, join, parse } from 'node:path'
import { columnNames } from '../infer/inspect.ts'
import { type FileSample, readSample } from '../infer/read-sample.ts'
import { AppError } from '../lib/app-error.ts'
import type { Limits } from '../lib/limits.ts'
import { writeLines } from '../lib/line-files.ts'
import { nameKey } from '../lib/names.ts'
import { type InputFile, openInputFile } from '../source/input-file.ts'
import type { ComparableText } from '../validate/comparable-text.ts'
import { readWhole } from './read-whole.ts'

/** A column of a lookup table that can be read. */
export interface LookupColumn {
  readonly file: InputFile
  readonly sample: FileSample
  /** 0-based. */
  readonly position: number
}

const endings = ['.csv', '.xlsx']

/**
 * Finds a column of a lookup table: a file in the workspace's folder for them, named without its ending.
 * @throws AppError `lookup-unknown` for a table or a column that there is not, naming those that there are; whatever reading a file throws
 */
export async function openLookup(folder: string, name: string, column: string, limits: Limits): Promise<LookupColumn> {
  const file = await openInputFile(findLookup(folder, name), limits)
  const sample = await readSample(file, {})
  const names = columnNames(sample)
  const position = names.findIndex((candidate) => nameKey(candidate) === nameKey(column))
  if (position >= 0) return { file, sample, position }
  throw new AppError('lookup-unknown', `The lookup table "${name}" has no column "${column}".`, {
    hint: `Its columns are: ${names.join(', ')}.`,
  })
}

function findLookup(folder: string, name: string): string {
  const files = (existsSync(folder) ? readdirSync(folder) : []).filter((file) => endings.includes(parse(file).ext))
  const found = files.filter((file) => parse(file).name === name)
  const [first] = found
  if (first === undefined) {
    const known = files.map((file) => parse(file).name)
    throw new AppError('lookup-unknown', `There is no lookup table "${name}".`, {
      hint:
        known.length === 0
          ? `Put ${name}.csv or ${name}.xlsx into ${folder}.`
          : `There are: ${known.join(', ')}. Others are files to be put into ${folder}.`,
    })
  }
  if (found.length > 1) {
    throw new AppError('lookup-unknown', `The lookup table "${name}" is there twice: ${found.join(', ')}.`, {
      hint: 'Keep one of the two files.',
    })
  }
  const path = join(folder, first)
  // A link could lead anywhere, and what it leads to is none of the workspace's.
  if (dirname(realpathSync(path)) !== realpathSync(folder)) {
    throw new AppError('lookup-unknown', `The lookup table "${name}" lies outside of ${folder}.`, {
      hint: 'Put the file itself there, not a link.',
    })
  }
  return path
}

/** Writes the values of a lookup table's column to a file for DuckDB, as the field that refers to them reads them. */
export async function spillLookup(
  { file, sample, position }: LookupColumn,
  target: { readonly file: string; readonly read: ComparableText; readonly limits: Limits },
  stopRequested: () => boolean,
): Promise<{ file: string; longestRecord: number }> {
  const lines = writeLines(target.file)
  const task = { name: null, limits: target.limits, onProgress: () => undefined, stopRequested }
  try {
    await readWhole(file, sample, task, (cells) => {
      const text = cells[position] ?? ''
      const value = text === '' ? null : target.read(text)
      if (value !== null) lines.add(JSON.stringify([value]))
    })
  } catch (error) {
    lines.close()
    throw error
  }
  return { file: target.file, ...lines.close() }
}
