import type { EventMessage } from '../../../contract/events.ts'
import type { Analytics } from '../analytics/analytics.ts'
import type { Limits } from '../lib/limits.ts'
import type { Remote } from '../lib/rpc.ts'
import type { StoreMethods } from '../store/store-protocol.ts'
import { createDataService, type DataService } from './data-service.ts'
import { createDuckDbService, type DuckDBService } from './duckdb-service.ts'
import { createFileStreamService, type FileStreamService } from './file-stream-service.ts'
import { createJobService, type JobService } from './job-service.ts'
import { createValidationService, type ValidationService } from './validation-service.ts'

/** The services for programs that embed the engine; the application's own imports run on the same code. */
export interface Services {
  readonly fileStreamService: FileStreamService
  readonly validationService: ValidationService
  readonly dataService: DataService
  readonly duckdbService: DuckDBService
  readonly jobService: JobService
}

export interface ServiceContext {
  readonly store: Remote<StoreMethods>
  readonly analytics: Analytics
  readonly emit: (event: EventMessage) => void
  readonly limits: Limits
}

export function createServices(context: ServiceContext): Services {
  return {
    fileStreamService: createFileStreamService(context.limits),
    validationService: createValidationService(),
    dataService: createDataService(context),
    duckdbService: createDuckDbService(context),
    jobService: createJobService(context),
  }
}
