import { createHash } from 'node:crypto'
import { passOver } from '../parse/content.ts'
import { sheetCell } from '../parse/workbook/sheet-csv.ts'
import type { CellFault } from '../parse/workbook/workbook.ts'
import { blockReader } from '../source/byte-stream.ts'
import type { ReadDb } from '../store/database.ts'
import { requireImport, type StoredPlan } from '../store/imports.ts'
import { recordsOfImport, type StoredRecord } from '../store/stored-records.ts'
import { isReadingFault } from '../validate/reading-faults.ts'
import type { ImportSource } from './import-source.ts'
import type { ImportPlan } from './plan-import.ts'

const blockCharacters = 256 * 1024

/**
 * The rows that an import has stored, raw, as the content of another one that judges them again: CSV by `sheetDialect` whose n-th record
 * is row n of the file, with empty lines for rows that were not stored, from the first row of data on. What was wrong with how a row
 * was written comes along as faults.
 */
export async function openStoredSource(
  db: ReadDb,
  stored: StoredPlan<ImportPlan>,
  fromImport: number,
  byteOffset: number,
): Promise<ImportSource> {
  const origin = requireImport(db, fromImport)
  const records = recordsOfImport(db, fromImport)
  const total = origin.rows.read
  let faults: CellFault[] = []
  let nextRow = stored.plan.dataStart.rowNumber
  let read = 0

  const stream = blockReader(() => {
    let text = ''
    while (text.length < blockCharacters) {
      const next = records.next()
      if (next.done === true) return Promise.resolve(text === '' ? null : Buffer.from(text, 'utf8'))
      const record = next.value
      text += '\n'.repeat(record.rowNumber - nextRow) + csvLine(record)
      faults.push(...faultsOf(record))
      nextRow = record.rowNumber + 1
      read++
    }
    return Promise.resolve(Buffer.from(text, 'utf8'))
  })
  const source = {
    ...stream,
    fileBytes: () => Math.round((total === 0 ? 1 : read / total) * stored.bytes),
    close: () => Promise.resolve(),
  }
  const hash = createHash('sha256')
  await passOver(source, byteOffset, (passed) => hash.update(passed))
  return {
    ...source,
    hash,
    takeFaults: (lastRowNumber) => {
      const taken = faults.filter((fault) => fault.rowNumber <= lastRowNumber)
      if (taken.length > 0) faults = faults.filter((fault) => fault.rowNumber > lastRowNumber)
      return taken
    },
    verifyUnchanged: () => Promise.resolve(origin.file.sha256),
    explain: (failure) => Promise.resolve(failure),
  }
}

function csvLine({ cells }: StoredRecord): string {
  return `${cells.map((cell) => sheetCell(cell ?? '')).join(',')}\n`
}

function faultsOf({ rowNumber, issues }: StoredRecord): CellFault[] {
  return issues.flatMap(([position, code, severity = 'error', reason, byteOffset]) =>
    isReadingFault(code)
      ? [
          {
            rowNumber,
            position,
            code,
            severity,
            ...(reason == null ? {} : { reason }),
            ...(byteOffset === undefined ? {} : { byteOffset }),
          },
        ]
      : [],
  )
}
