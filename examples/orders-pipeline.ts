/**
 * The complete pipeline of the architecture document, run on an orders file: `node examples/orders-pipeline.ts [FILE] [WORKSPACE]`.
 * It takes samples/orders.csv and a workspace of its own, thrown away at the end, unless told otherwise, and prints the report.
 * The five numbered steps are the document's own text; whatever it does not declare is declared before them, with the reason.
 */
/* oxlint-disable no-shadow -- the document calls two things `validation` */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openEngine, type ValidationResult, type ValidationSchema } from '../src/main/engine/engine.ts'

// The document names its file `orders.csv` and no folder.
const file = process.argv[2] ?? fileURLToPath(new URL('../samples/orders.csv', import.meta.url))
const ownFolder = process.argv[3] === undefined ? await mkdtemp(join(tmpdir(), 'headgate-example-')) : null

// The document takes its services as given: they belong to an open workspace.
const engine = await openEngine({ workspace: process.argv[3] ?? join(ownFolder ?? '', 'workspace') })
const { fileStreamService, dataService, duckdbService, jobService } = engine

// The document tells the progress of a job that it never makes.
const jobId = await jobService.createJob('order-import')

// The report reads `validation` where the one of `onChunk` is out of scope. This one adds up what was found in every chunk.
const validation: Pick<ValidationResult, 'stats'> = {
  stats: { totalRows: 0, validRows: 0, invalidRows: 0, fields: {} },
}
const validationService: typeof engine.validationService = {
  ...engine.validationService,
  validateData: async (...arguments_) => {
    const result = await engine.validationService.validateData(...arguments_)
    addStatistics(validation.stats, result.stats)
    return result
  },
}

function addStatistics(sum: ValidationResult['stats'], more: ValidationResult['stats']): void {
  sum.totalRows += more.totalRows
  sum.validRows += more.validRows
  sum.invalidRows += more.invalidRows
  for (const [name, { failedBy, ...counts }] of Object.entries(more.fields)) {
    const field = (sum.fields[name] ??= { checked: 0, empty: 0, failed: 0, changed: 0, failedBy: {} })
    for (const key of ['checked', 'empty', 'failed', 'changed'] as const) field[key] += counts[key]
    for (const [code, count] of Object.entries(failedBy)) field.failedBy[code] = (field.failedBy[code] ?? 0) + count
  }
}

// 1. Define validation schema
const orderSchema: ValidationSchema = {
  name: 'order-import',
  rules: [
    { field: 'order_id', type: 'required' },
    { field: 'customer_email', type: 'email' },
    { field: 'amount', type: 'number', options: { min: 0 } },
    { field: 'order_date', type: 'date' },
    { field: 'status', type: 'regex', options: { pattern: '^(pending|completed|cancelled)$' } },
  ],
}

// 2. Register schema
validationService.registerSchema(orderSchema)

// 3. Process file
const result = await fileStreamService.streamProcessFile(file, {
  chunkSize: 10 * 1024 * 1024, // 10MB chunks

  onChunk: async (chunk) => {
    // Validate chunk
    const validation = await validationService.validateData(chunk.data, 'order-import', {
      transform: true,
      transformOptions: {
        trimStrings: true,
        parseNumbers: true,
        parseDates: true,
        defaultValues: {
          status: 'pending',
          processed: false,
        },
      },
    })

    // Save valid records
    if (validation.transformedData) {
      await dataService.bulkInsert('orders', validation.transformedData)
    }

    // Log errors
    if (validation.errors.length > 0) {
      await dataService.logErrors('order_import_errors', validation.errors)
    }
  },

  onProgress: async (progress) => {
    // Update job status
    await jobService.updateProgress(jobId, progress)
  },
})

// 4. Run analytics
const analytics = await duckdbService.executeQuery(`
  SELECT 
    DATE_TRUNC('month', order_date) as month,
    COUNT(*) as total_orders,
    SUM(amount) as total_revenue,
    AVG(amount) as avg_order_value
  FROM orders
  WHERE status = 'completed'
  GROUP BY month
  ORDER BY month DESC
`)

// 5. Generate report
const report = {
  importSummary: result,
  validationStats: validation.stats,
  analytics: analytics,
  timestamp: new Date(),
}

// The document ends with the report: it is shown, and what was opened is closed.
console.log(JSON.stringify(report, null, 2))
await engine.close()
if (ownFolder !== null) await rm(ownFolder, { recursive: true, force: true })
