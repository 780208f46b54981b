import type { OperationOutput } from '../../../contract/operations.ts'
import type { TableProfile } from '../../../contract/profile.ts'
import { tableProfiler } from '../infer/profile/table-profiler.ts'
import { AppError } from '../lib/app-error.ts'
import { visibleImports } from '../store/analytics-copy.ts'
import type { ReadDb } from '../store/database.ts'
import { datasetRecords } from '../store/dataset-records.ts'
import { type Dataset, datasetColumns, requireDataset } from '../store/datasets.ts'
import { standingImports } from '../store/visible-imports.ts'
import { loadPhoneCheck } from '../validate/types/phone.ts'
import type { FileTask } from './read-whole.ts'

/** Rows between two looks at whether to stop. */
const rowsPerTurn = 5000

/**
 * Statistics of every column over the rows of a dataset that are seen, by their clean texts. Examples bear the 1-based number of the row in
 * the dataset. Where other rows come to be seen meanwhile it begins anew.
 * @throws AppError `dataset-unknown`; `cancelled` when the task is stopped
 */
export async function profileDataset(
  db: ReadDb,
  name: string,
  task: FileTask,
): Promise<OperationOutput<'datasets.profile'>> {
  for (;;) {
    const dataset = requireDataset(db, name)
    const before = seenIn(db, dataset)
    const profile = await profileRows(db, dataset, task)
    if (seenIn(db, dataset) === before) return { dataset: dataset.name, profile }
  }
}

/** What changes with the rows of a dataset that are seen. */
function seenIn(db: ReadDb, { id }: Dataset): string {
  return JSON.stringify(visibleImports(db).filter(({ datasetId }) => datasetId === id))
}

async function profileRows(db: ReadDb, { id, name }: Dataset, task: FileTask): Promise<TableProfile> {
  const imports = standingImports(db, id).map(({ importId, layout }) => ({ importId, columns: layout }))
  const names = datasetColumns(db, id).map((column) => column.name)
  const profiler = tableProfiler(names, { isPhone: await loadPhoneCheck(undefined) })
  const records = datasetRecords(db, id, imports, '_headgate_row_version')
  records.next()
  let rowNumber = 0
  for (const cells of records) {
    rowNumber++
    profiler.addRecord(
      cells.map((cell) => cell ?? ''),
      rowNumber,
    )
    if (rowNumber % rowsPerTurn !== 0) continue
    if (task.stopRequested()) {
      throw new AppError('cancelled', `Reading the dataset "${name}" was stopped.`, {
        hint: 'Nothing was changed; start it again.',
      })
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  return profiler.finish()
}
