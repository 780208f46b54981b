import type { MergePreview, MergeRequest } from '../../../contract/rejects.ts'
import type { ReadingOptions } from '../../../contract/reading.ts'
import { type FileSample, readSample } from '../infer/read-sample.ts'
import { findKeyColumn, type KeyColumn } from '../report/rejects/merge-columns.ts'
import { mergePlanner, notRejects } from '../report/rejects/plan-merge.ts'
import { type InputFile, openInputFile } from '../source/input-file.ts'
import type { ReadDb } from '../store/database.ts'
import { type FileTask, readWhole } from './read-whole.ts'

/** The first row is the header, whatever it looks like, and all others are rows. */
const asWritten: ReadingOptions = { headerRow: 1, footerRows: 0 }
/** Between what a spreadsheet may put cells where sniffing finds no column of keys. */
const delimiters = [',', ';', '\t', '|']

/**
 * Reads a corrected rejects file, whatever a spreadsheet saved it as, and finds what was meant ([M1] to [M14]). Nothing is changed.
 * @throws AppError `rejects-mismatch`, `cancelled`, and what reading a file throws
 */
export async function readRejects(
  db: ReadDb,
  { file: path, reading }: MergeRequest,
  task: FileTask,
): Promise<MergePreview> {
  const file = await openInputFile(path, task.limits)
  const planner = mergePlanner(db)
  let tables = 0
  for (const { sample, key } of await keyedTables(file, reading)) {
    tables++
    planner.begin(sample.headerCells ?? [], key)
    await readWhole(file, sample, task, (cells, rowNumber) => planner.add(cells, rowNumber))
  }
  if (tables === 0) throw notRejects('has no column of keys')
  return planner.finish()
}

interface KeyedTable {
  readonly sample: FileSample
  readonly key: KeyColumn
}

/** The tables of a file that have a column of keys: those of a workbook are on as many sheets as there were too many rows for one. */
async function keyedTables(file: InputFile, reading: ReadingOptions): Promise<KeyedTable[]> {
  const first = await readSample(file, { ...asWritten, ...reading })
  const samples: FileSample[] = [first]
  if (first.content.kind === 'sheet') {
    const others = reading.sheet === undefined ? first.sheets : []
    const shown = first.content.sheet.name
    for (const { name } of others) {
      if (name !== shown) samples.push(await readSample(file, { ...asWritten, ...reading, sheet: name }))
    }
  } else if (reading.delimiter === undefined && keyOf(first) === null) {
    for (const delimiter of delimiters) samples.push(await readSample(file, { ...asWritten, ...reading, delimiter }))
  }
  return samples.flatMap((sample) => {
    const key = keyOf(sample)
    return key === null ? [] : [{ sample, key }]
  })
}

function keyOf(sample: FileSample): KeyColumn | null {
  return findKeyColumn(sample.headerCells ?? [])
}
