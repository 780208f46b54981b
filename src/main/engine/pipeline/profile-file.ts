import type { Inspection, ReadingOptions } from '../../../contract/reading.ts'
import type { OperationOutput } from '../../../contract/operations.ts'
import { footerFinding } from '../infer/find-footer.ts'
import { columnNames, describeSample, inspectSample } from '../infer/inspect.ts'
import { tableProfiler } from '../infer/profile/table-profiler.ts'
import { readSample } from '../infer/read-sample.ts'
import { contentScanner } from '../infer/scan-content.ts'
import { loadPhoneCheck } from '../validate/types/phone.ts'
import { openInputFile } from '../source/input-file.ts'
import { type FileTask, readWhole } from './read-whole.ts'

/** Statistics of every column over a whole file. */
export async function profileFile(
  path: string,
  reading: ReadingOptions,
  task: FileTask,
): Promise<OperationOutput<'files.profile'>> {
  const { file, sample, profile, findings } = await profileTable(path, reading, task)
  const { sheet, findings: seen, ...rest } = describeSample(file, sample)
  return { file: rest.file, sheet, findings: [...seen, ...findings], profile }
}

/** What a file is, by all of it: its probable types and what turning texts into them would lose. */
export async function inspectWhole(path: string, reading: ReadingOptions, task: FileTask): Promise<Inspection> {
  const { file, sample, profile, findings } = await profileTable(path, reading, task)
  const inspection = inspectSample(file, sample)
  return {
    ...inspection,
    findings: [...describeSample(file, sample).findings, ...findings],
    columns: profile.columns.map((column) => column.suggestion),
    sheets: inspection.sheets.map((sheet) =>
      sheet.name === inspection.sheet
        ? { ...sheet, rows: sample.dataStart.rowNumber - 1 + profile.rows + profile.blankRows }
        : sheet,
    ),
    sampled: { rows: profile.rows + profile.blankRows, bytes: file.bytes },
  }
}

/** As many of the last records as tell a footer from the rows above it. */
const footerRecords = 50

async function profileTable(path: string, reading: ReadingOptions, task: FileTask) {
  const file = await openInputFile(path, task.limits)
  const sample = await readSample(file, reading)
  const profiler = tableProfiler(columnNames(sample), { isPhone: await loadPhoneCheck(undefined) })
  const scanner = contentScanner()
  const last: (readonly string[])[] = []
  const inSheet = await readWhole(file, sample, task, (cells, rowNumber) => {
    profiler.addRecord(cells, rowNumber)
    scanner.add(cells, rowNumber)
    last.push(cells)
    if (last.length > 2 * footerRecords) last.splice(0, footerRecords)
  })
  const footer =
    sample.footerRows > 0 ? null : footerFinding(last.slice(-footerRecords), sample.headerCells?.length ?? 0)
  const findings = [...inSheet, ...scanner.findings(), ...(footer === null ? [] : [footer])]
  return { file, sample, profile: profiler.finish(), findings }
}
