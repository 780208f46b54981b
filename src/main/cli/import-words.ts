import type { JudgingPreview } from '../../contract/judging-preview.ts'
import type { ImportProgress, ImportRecord } from '../../contract/imports.ts'

function count(value: number): string {
  return value.toLocaleString('en-US')
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1)
}

/** One line that says how far an import is. */
export function progressLine(progress: ImportProgress): string {
  const { fileName, percentComplete, rows, rowsPerSecond, estimatedTimeRemaining, bytesProcessed, totalBytes, stage } =
    progress
  if (stage === 'judging') return `${fileName}: ${count(rows.read)} rows stored, comparing them with each other...`
  if (stage === 'publishing') return `${fileName}: ${count(rows.read)} rows stored, making them queryable...`
  const left = estimatedTimeRemaining === null ? '' : `, ${Math.ceil(estimatedTimeRemaining / 1000)} s left`
  return `${fileName}: ${percentComplete.toFixed(0)} %  ${megabytes(bytesProcessed)} of ${megabytes(totalBytes)} MB  ${count(rows.read)} rows (${count(rows.rejected)} rejected)  ${count(rowsPerSecond)}/s${left}`
}

/** What became of an import, in some lines. */
export function describeImport(record: ImportRecord): string {
  const { rows } = record
  const lines = [
    `Import ${record.importId}: ${record.file.path} into ${record.dataset} - ${record.state}${record.revalidates === null ? '' : `, import ${record.revalidates} judged again`}`,
    `  ${count(rows.read)} rows read, ${count(rows.accepted)} accepted, ${count(rows.rejected)} rejected; ${count(rows.blank)} blank, ${count(rows.skipped)} skipped; ${count(record.issues)} issues`,
    `  schema ${record.schema.name} version ${record.schema.version}; ${(record.elapsedMs / 1000).toFixed(1)} s, ${count(record.rowsPerSecond)} rows a second, ${megabytes(record.peakRssBytes)} MB of memory at most`,
  ]
  const { upserted } = record
  if (upserted !== null)
    lines.push(
      `  ${count(upserted.matched)} matched rows by ${(record.key ?? []).join(', ')}: ${count(upserted.updated)} updated, ${count(upserted.unchanged)} unchanged; ${count(upserted.inserted)} inserted, ${count(upserted.skipped)} skipped`,
    )
  if (record.mode === 'replace' && record.state === 'completed') lines.push('  took the place of all rows before it')
  if (rows.rejected > 0 && record.state === 'completed') lines.push(`  Why: headgate issues ${record.importId}`)
  return `${lines.join('\n')}\n`
}

/** What would become of the rows of an import, in some lines. */
export function describePreview({ rows, verdicts, fields, examples, elapsedMs }: JudgingPreview): string {
  const lines = [`${count(rows)} rows judged in ${(elapsedMs / 1000).toFixed(1)} s; nothing was changed`]
  if (verdicts) {
    lines.push(
      `  ${count(verdicts.accepted)} would be accepted, ${count(verdicts.newlyAccepted)} of them are rejected now`,
      `  ${count(verdicts.rejected)} would be rejected, ${count(verdicts.newlyRejected)} of them are accepted now`,
    )
  }
  for (const { field, failedBy, changedBy } of fields) {
    const found = [
      ...failedBy.map(({ code, count: cells }) => `${count(cells)} ${code}`),
      ...changedBy.map(({ step, count: cells }) => `${count(cells)} changed by ${step}`),
    ]
    if (found.length > 0) lines.push(`  ${field}: ${found.join(', ')}`)
  }
  for (const example of examples.slice(0, 10)) lines.push(`  ${example.message}`)
  return `${lines.join('\n')}\n`
}
