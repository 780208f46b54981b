import type { ConversionNote, ExportFormat, SchemaExport } from '../../../../contract/schema/schema-conversion.ts'
import type { SchemaDocument } from '../../../../contract/schema/schema-document.ts'
import { toJsonSchema } from './to-json-schema.ts'
import type { SqlDialect } from './sql-types.ts'
import { withStoredDefaults } from './stored-defaults.ts'
import { toSql } from './to-sql.ts'
import { toTableSchema } from './to-table-schema.ts'

/** A schema in another form. What that form cannot say, or says otherwise, is told in notes; nothing is left out in silence. */
export async function exportSchema(document: SchemaDocument, format: ExportFormat): Promise<SchemaExport> {
  return { format, ...(await writers[format](document)) }
}

type Written = Omit<SchemaExport, 'format'>

const writers: Readonly<Record<ExportFormat, (document: SchemaDocument) => Written | Promise<Written>>> = {
  headgate: (document) => asJson({ document, notes: [] }),
  'table-schema': (document) => asJson(toTableSchema(document)),
  'json-schema': (document) => asJson(toJsonSchema(document)),
  'sql-sqlite': (document) => asSql(document, 'sqlite'),
  'sql-duckdb': (document) => asSql(document, 'duckdb'),
  'sql-postgres': (document) => asSql(document, 'postgres'),
}

function asJson({ document, notes }: { readonly document: object; readonly notes: ConversionNote[] }): Written {
  return { document, text: `${JSON.stringify(document, null, 2)}\n`, notes }
}

async function asSql(document: SchemaDocument, dialect: SqlDialect): Promise<Written> {
  return { document: null, ...toSql(await withStoredDefaults(document), dialect) }
}
