import type { Inspection, ReadingOptions } from '../../../contract/reading.ts'
import type { SchemaDocument } from '../../../contract/schema-document.ts'
import { openInputFile } from '../source/input-file.ts'
import { isBlank } from '../parse/parse-text.ts'
import { reservedFieldNames } from '../validate/read-schema.ts'
import { suggestType } from './column-type.ts'
import { type FileSample, readSample } from './read-sample.ts'
import { uniqueNames } from './sniff-header.ts'

const shownRecords = 50
const wholeFile = 512 * 1024 * 1024

/** What a file is and how it would be read. `full` reads all of it, up to 512 MB, instead of its beginning. */
export async function inspectFile(path: string, reading: ReadingOptions, full: boolean): Promise<Inspection> {
  const file = await openInputFile(path)
  const sample = await readSample(file, reading, full ? Math.min(file.bytes, wholeFile) : undefined)
  return {
    file: { path: file.path, bytes: file.bytes, format: file.format },
    encoding: sample.encoding,
    dialect: sample.dialectChoice,
    header: sample.header,
    sheets: [],
    sheet: null,
    findings: [],
    columns: columnsOf(sample),
    sample: sample.records.slice(0, shownRecords).map((record) => [...record]),
    sampled: { rows: sample.records.length, bytes: sample.sampledBytes },
  }
}

function columnsOf(sample: FileSample): Inspection['columns'] {
  const records = sample.records.filter((record) => !isBlank(record))
  return columnNames(sample).map((name, column) =>
    suggestType(
      name,
      records.map((record) => record[column] ?? ''),
    ),
  )
}

/** The names of the columns: the header's, made unique, or `column_1` and so on where there is no header. */
export function columnNames(sample: FileSample): string[] {
  if (sample.headerCells) return uniqueNames(sample.headerCells, sample.headerCells.length, reservedFieldNames)
  const width = sample.records.reduce((most, record) => Math.max(most, record.length), 0)
  return uniqueNames([], width)
}

/** A schema that accepts the file as it is: every field lossless text, with its probable type as a suggestion. */
export async function inferSchema(path: string, reading: ReadingOptions, name: string): Promise<SchemaDocument> {
  const file = await openInputFile(path)
  return schemaOf(await readSample(file, reading), name)
}

/** The same for a sample that was read already. */
export function schemaOf(sample: FileSample, name: string): SchemaDocument {
  return {
    name,
    fields: columnsOf(sample).map(({ name: field, type, confidence, reason }) => ({
      name: field,
      type: 'text',
      required: false,
      keepEmpty: false,
      transforms: [],
      checks: [],
      severity: 'error',
      ...(type === 'text' ? {} : { suggestion: { type, confidence, reason } }),
    })),
    unknownColumns: 'keep',
    nullWords: [],
  }
}
