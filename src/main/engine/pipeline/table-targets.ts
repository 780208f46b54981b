import type { SchemaDocument } from '../../../contract/schema/schema-document.ts'
import type { DatasetTarget } from '../analytics/protocol.ts'
import { AppError } from '../lib/app-error.ts'
import type { Limits } from '../lib/limits.ts'
import { nameKey } from '../lib/names.ts'
import type { ReadDb } from '../store/database.ts'
import { datasetColumns, requireDataset } from '../store/datasets.ts'
import type { WorkspacePaths } from '../store/workspace.ts'
import type { LayoutColumn } from '../validate/layout.ts'
import { type ReferenceRule, tableRules } from '../validate/table-rules.ts'
import { openLookup } from './lookup-table.ts'

/**
 * The field of a dataset that a reference speaks of; null for one to a lookup table.
 * @throws AppError `dataset-unknown` where there is no such dataset or no such field, naming those that there are
 */
export function datasetTarget(db: ReadDb, rule: ReferenceRule): DatasetTarget | null {
  if (rule.dataset === null) return null
  const dataset = requireDataset(db, rule.dataset)
  const columns = datasetColumns(db, dataset.id)
  const column = columns.find(({ name }) => nameKey(name) === nameKey(rule.target))
  if (column) return { dataset, columns, column }
  throw new AppError(
    'dataset-unknown',
    `The dataset "${dataset.name}" has no field "${rule.target}", to which "${rule.fields[0]}" refers.`,
    { hint: `Its fields are: ${columns.map(({ name }) => name).join(', ')}.` },
  )
}

/**
 * Refuses a file whose references lead nowhere.
 * @throws AppError `dataset-unknown`, `lookup-unknown`, and whatever reading a lookup table throws
 */
export async function refuseMissingTargets(
  document: SchemaDocument,
  layout: readonly LayoutColumn[],
  { db, paths, limits }: { readonly db: ReadDb; readonly paths: WorkspacePaths; readonly limits: Limits },
): Promise<void> {
  for (const rule of tableRules(document, layout)) {
    if (rule.kind !== 'reference') continue
    datasetTarget(db, rule)
    if (rule.lookup !== null) await openLookup(paths.lookups, rule.lookup, rule.target, limits)
  }
}
