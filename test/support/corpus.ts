import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { inProject } from '../../scripts/shared/project.ts'

/**
 * A file or folder of the foreign corpus, which lies beside the project and is never copied into it. Where it is absent, a suite has
 * nothing to compare with: it is skipped, and this says so.
 */
export function foreignCorpus(...parts: string[]): { readonly path: string; readonly present: boolean } {
  const path = join(process.env['HEADGATE_CORPUS'] ?? inProject('..', 'shared', 'corpus'), ...parts)
  const present = existsSync(path)
  if (!present) process.stderr.write(`skipped: the suite of ${path}, which is not there\n`)
  return { path, present }
}
