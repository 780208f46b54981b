import type { ConversionNote, ExportFormat, SchemaExport } from '../../../../contract/schema/schema-conversion.ts'
import type { SchemaDocument } from '../../../../contract/schema/schema-document.ts'
import { toJsonSchema } from './to-json-schema.ts'
import { toSql } from './to-sql.ts'
import { toTableSchema } from './to-table-schema.ts'

/** A schema in another form. What that form cannot say, or says otherwise, is told in notes; nothing is left out in silence. */
export function exportSchema(document: SchemaDocument, format: ExportFormat): SchemaExport {
  return { format, ...writers[format](document) }
}

type Written = Omit<SchemaExport, 'format'>

const writers: Readonly<Record<ExportFormat, (document: SchemaDocument) => Written>> = {
  headgate: (document) => asJson({ document, notes: [] }),
  'table-schema': (document) => asJson(toTableSchema(document)),
  'json-schema': (document) => asJson(toJsonSchema(document)),
  'sql-sqlite': (document) => ({ document: null, ...toSql(document, 'sqlite') }),
  'sql-duckdb': (document) => ({ document: null, ...toSql(document, 'duckdb') }),
  'sql-postgres': (document) => ({ document: null, ...toSql(document, 'postgres') }),
}

function asJson({ document, notes }: { readonly document: object; readonly notes: ConversionNote[] }): Written {
  return { document, text: `${JSON.stringify(document, null, 2)}\n`, notes }
}
