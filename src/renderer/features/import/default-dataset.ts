import type { DatasetSummary } from '../../../contract/datasets.ts'
import { fileName } from '../../shared/format.ts'

/** The dataset that a file most likely belongs to: the one that has its schema already, else one named after the file. */
export function defaultDataset(path: string, schema: string | null, datasets: readonly DatasetSummary[]): string {
  const holders = schema === null ? [] : datasets.filter((dataset) => dataset.schema === schema)
  const [only] = holders
  if (only !== undefined && holders.length === 1) return only.name
  const base = fileName(path)
    .replace(/\.(gz|zip)$/i, '')
    .replace(/\.[^.]*$/, '')
  return base.replace(/[-_ .]?\d{4}[-_.]?\d{2}([-_.]?\d{2})?$/, '').trim() || base || 'data'
}
