import type { Matching } from '../../../contract/matching.ts'
import type { ReadingOptions } from '../../../contract/reading.ts'
import { columnNames } from '../infer/inspect.ts'
import { type FileSample, readSample } from '../infer/read-sample.ts'
import type { Limits } from '../lib/limits.ts'
import { describeMatch } from '../schema/match/match-columns.ts'
import type { FileColumns } from '../schema/match/pair-columns.ts'
import { readSchema } from '../schema/read-schema.ts'
import { openInputFile } from '../source/input-file.ts'
import type { ReadDb } from '../store/database.ts'
import { findMapping, lastMapping, type SavedMapping } from '../store/mappings.ts'
import { requireSchema } from '../store/schemas.ts'
import type { Extensions } from '../validate/extensions.ts'

export interface MatchRequest {
  readonly path: string
  readonly reading: ReadingOptions
  /** A schema of the workspace, or a document. */
  readonly schema?: string
  readonly document?: unknown
  readonly mapping: Readonly<Record<string, string>>
}

/**
 * How the columns of a file fit a schema, and what is different from the last file that came to it; changes nothing.
 * @throws AppError `schema-unknown`, `schema-invalid`, `header-mismatch` for a mapping that does not fit
 */
export async function matchFile(
  db: ReadDb,
  { path, reading, schema = '', document, mapping }: MatchRequest,
  { extensions, limits }: { readonly extensions: Extensions; readonly limits: Limits },
): Promise<Matching> {
  const wanted = document === undefined ? requireSchema(db, schema).document : await readSchema(document, extensions)
  const columns = fileColumns(await readSample(await openInputFile(path, limits), reading))
  const saved = findMapping(db, wanted.name, columns.names)?.mapping ?? {}
  const last = lastMapping(db, wanted.name)
  return {
    ...describeMatch(columns, wanted, { asked: mapping, saved }),
    drift: last === undefined ? null : driftSince(last, columns.names),
  }
}

/** The columns of a file as they are matched. */
export function fileColumns(sample: FileSample): FileColumns {
  const names = columnNames(sample)
  return { names, header: sample.headerCells ?? names }
}

function driftSince({ importId, header }: SavedMapping, names: readonly string[]): Matching['drift'] {
  const before = new Set(header)
  const now = new Set(names)
  const shared = (list: readonly string[]): string =>
    JSON.stringify(list.filter((name) => before.has(name) && now.has(name)))
  return {
    importId,
    added: names.filter((name) => !before.has(name)),
    removed: header.filter((name) => !now.has(name)),
    reordered: shared(header) !== shared(names),
  }
}
