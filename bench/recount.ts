/**
 * How fast a changed rule is counted over what an import stored: `npm run bench:recount [-- --rows N]`. The orders file is imported,
 * then one rule is changed and its field alone is judged again, then the whole document; wall time of each, beside that of the import.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openEngine } from '../src/main/engine/engine.ts'
import type { SchemaDocument } from '../src/contract/schema/schema-document.ts'
import { freshFolder, ordersFile, removeRunFolders } from './bench-files.ts'

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } })
const rows = Number(values.rows)
const schemaFile = fileURLToPath(new URL('../samples/order-import.schema.json', import.meta.url))

const { path } = await ordersFile(rows)
const engine = await openEngine({ workspace: freshFolder('recount') })
try {
  const schemaDocument: unknown = JSON.parse(readFileSync(schemaFile, 'utf8'))
  const { importId } = await engine.call('imports.start', { path, dataset: 'orders', schemaDocument })
  const { elapsedMs, schema } = await engine.call('imports.wait', { importId })
  const { document } = await engine.call('schemas.show', { name: schema.name })
  console.log(`${rows.toLocaleString('en-US')} rows, imported in ${(elapsedMs / 1000).toFixed(1)} s`)
  const report = async (what: string, changed: SchemaDocument, fields?: string[]): Promise<void> => {
    const preview = await engine.call('imports.preview', { importId, document: changed, fields })
    const ratio = (preview.elapsedMs / elapsedMs).toFixed(2)
    console.log(`  ${what.padEnd(36)} ${(preview.elapsedMs / 1000).toFixed(2)} s, ${ratio} of the import`)
  }
  for (const field of ['order_id', 'amount', 'status']) {
    await report(`one rule of ${field}`, withMinimum(document, field), [field])
  }
  await report('the whole document', withMinimum(document, 'amount'))
} finally {
  await engine.close()
  removeRunFolders()
}

/** The document with another rule in one field. */
function withMinimum(document: SchemaDocument, name: string): SchemaDocument {
  return {
    ...document,
    fields: document.fields.map((field) =>
      field.name === name ? { ...field, checks: [...field.checks, { check: 'max-length', value: 8 }] } : field,
    ),
  }
}
