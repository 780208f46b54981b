import type { DialectChoice, Inspection, ReadingOptions } from '../../../contract/reading.ts'
import type { SchemaDocument } from '../../../contract/schema/schema-document.ts'
import { defaultLimits, type Limits } from '../lib/limits.ts'
import { formatOf, type InputFile, openInputFile } from '../source/input-file.ts'
import { nameFinding } from '../source/name-finding.ts'
import { isBlank } from '../parse/parse-text.ts'
import { reservedFieldNames } from '../validate/layout.ts'
import { suggestType } from './column-type.ts'
import { fieldSuggestion } from './field-suggestion.ts'
import { findFooter } from './find-footer.ts'
import { type FileSample, readSample } from './read-sample.ts'
import { contentScanner } from './scan-content.ts'
import { uniqueNames } from './sniff-header.ts'

const shownRecords = 50

/** What a file is and how it would be read, by its beginning and blocks from all over it. */
export async function inspectFile(
  path: string,
  reading: ReadingOptions,
  limits: Limits = defaultLimits,
): Promise<Inspection> {
  const file = await openInputFile(path, limits)
  const sample = await readSample(file, reading)
  const footer = await findFooter(file, sample)
  const inspection = inspectSample(file, sample)
  return footer === null ? inspection : { ...inspection, findings: [...inspection.findings, footer] }
}

/** The same for a sample that was read already. */
export function inspectSample(file: InputFile, sample: FileSample): Inspection {
  const scanner = contentScanner()
  for (const [index, record] of sample.records.entries()) scanner.add(record, sample.dataStart.rowNumber + index)
  const known = describeSample(file, sample)
  return {
    file: known.file,
    encoding: known.encoding,
    dialect: known.dialect,
    header: known.header,
    sheets: known.sheets,
    columns: columnsOf(sample),
    sample: sample.records.slice(0, shownRecords).map((record) => [...record]),
    sampled: { rows: sample.records.length, bytes: sample.sampledBytes },
    sheet: known.sheet,
    findings: [...known.findings, ...sample.sheetFindings, ...scanner.findings()],
  }
}

/** What is known of a file without its rows. */
export function describeSample(
  file: InputFile,
  sample: FileSample,
): Pick<Inspection, 'file' | 'encoding' | 'dialect' | 'header' | 'sheets' | 'sheet' | 'findings'> {
  const named = nameFinding(file.path, file.kind)
  return {
    file: { path: file.path, bytes: file.bytes, format: formatOf(file.kind) },
    encoding: sample.encoding,
    dialect: sample.dialectChoice && unlessUsual(sample.dialectChoice),
    header: sample.header,
    sheets: [...sample.sheets],
    sheet: sample.content.kind === 'sheet' ? sample.content.sheet.name : null,
    findings: named === null ? [...sample.findings] : [named, ...sample.findings],
  }
}

function unlessUsual({ spacing, comment, ...rest }: DialectChoice): NonNullable<Inspection['dialect']> {
  return { ...rest, ...(spacing === 'exact' ? {} : { spacing }), ...(comment === '' ? {} : { comment }) }
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
export async function inferSchema(
  path: string,
  reading: ReadingOptions,
  name: string,
  limits: Limits = defaultLimits,
): Promise<SchemaDocument> {
  const file = await openInputFile(path, limits)
  return schemaOf(await readSample(file, reading), name)
}

/** The same for a sample that was read already. */
export function schemaOf(sample: FileSample, name: string): SchemaDocument {
  return {
    name,
    fields: columnsOf(sample).map(fieldOf),
    unknownColumns: 'keep',
    nullWords: [],
  }
}

function fieldOf(column: Inspection['columns'][number]): SchemaDocument['fields'][number] {
  const suggestion = fieldSuggestion(column)
  return {
    name: column.name,
    type: 'text',
    required: false,
    keepEmpty: false,
    transforms: [],
    checks: [],
    severity: 'error',
    ...(suggestion === undefined ? {} : { suggestion }),
  }
}
