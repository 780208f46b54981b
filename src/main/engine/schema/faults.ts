import { AppError } from '../lib/app-error.ts'

/** One thing wrong with a schema document: where and what, as a sentence, and what to do about it. */
export interface SchemaFault {
  readonly message: string
  readonly hint: string | null
}

/** Runs a part of the judging of a document; what it refuses is told with all the rest. Anything else that it throws goes on. */
export function attempt(faults: SchemaFault[], work: () => void): void {
  try {
    work()
  } catch (error) {
    faults.push(...faultsOf(error))
  }
}

/** What a refusal tells. @throws the error itself where it is no refusal of a schema */
export function faultsOf(error: unknown): readonly SchemaFault[] {
  if (!(error instanceof AppError) || error.code !== 'schema-invalid') throw error
  const { faults } = error.details
  return Array.isArray(faults) ? (faults as SchemaFault[]) : [{ message: error.message, hint: error.hint }]
}

/**
 * Refuses a document of which something is wrong.
 * @throws AppError `schema-invalid` that tells every fault once, and has them in its details as `faults`
 */
export function refuse(faults: readonly SchemaFault[]): void {
  const [first, ...rest] = [...new Map(faults.map((fault) => [fault.message, fault])).values()]
  if (first === undefined) return
  if (rest.length === 0) {
    throw new AppError('schema-invalid', `The schema is not valid. ${first.message}`, {
      hint: first.hint ?? usualHint,
      details: { faults: [first] },
    })
  }
  const told = [first, ...rest].map(({ message, hint }, index) => `(${index + 1}) ${message}${hint ? ` ${hint}` : ''}`)
  throw new AppError('schema-invalid', `The schema is not valid in ${told.length} places. ${told.join(' ')}`, {
    hint: usualHint,
    details: { faults: [first, ...rest] },
  })
}

const usualHint = 'Correct what is named and add it again; until then the previous version stays in force.'
