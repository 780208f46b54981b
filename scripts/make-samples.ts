/**
 * Writes the sample orders, the verdicts that belong to them and the schema that gives these verdicts: `npm run samples`.
 * The same bytes every time; test/samples.test.ts holds the committed ones against a fresh run.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FlatSchema } from '../src/contract/schema/flat-schema.ts'
import { DEFAULT_ORDERS, writeOrdersFile } from './orders-file.ts'

export const SAMPLES_FOLDER = fileURLToPath(new URL('../samples/', import.meta.url))
export const SAMPLE_ROWS = 20_000
export const SAMPLE_FILES = ['orders.csv', 'orders.expected.json', 'order-import.schema.json'] as const

/** The order schema of the mission's document, in the flat form: rules of a field, unknown columns kept. */
const ORDER_SCHEMA = {
  name: 'order-import',
  rules: [
    { field: 'order_id', type: 'required' },
    { field: 'customer_email', type: 'email' },
    { field: 'amount', type: 'number', options: { min: 0 } },
    { field: 'order_date', type: 'date' },
    { field: 'status', type: 'regex', options: { pattern: '^(pending|completed|cancelled)$' } },
  ],
  strict: false,
} satisfies FlatSchema

/** Writes the sample files into `folder`, which is made when missing. */
export async function writeSamples(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const expected = await writeOrdersFile(join(folder, 'orders.csv'), SAMPLE_ROWS)
  const answer = { file: 'orders.csv', schema: 'order-import.schema.json', ...DEFAULT_ORDERS, ...expected }
  await writeFile(join(folder, 'orders.expected.json'), asJson(answer))
  await writeFile(join(folder, 'order-import.schema.json'), asJson(ORDER_SCHEMA))
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

if (import.meta.main) {
  await writeSamples(SAMPLES_FOLDER)
  process.stdout.write(`Wrote ${SAMPLE_FILES.join(', ')} to ${SAMPLES_FOLDER}\n`)
}
