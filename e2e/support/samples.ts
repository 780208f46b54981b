import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from './headgate.ts'

const inSamples = (name: string): string => join(projectFolder, 'samples', name)

export const ordersFile = inSamples('orders.csv')
export const ordersSchema = inSamples('order-import.schema.json')

interface Expected {
  readonly rows: { readonly read: number; readonly accepted: number; readonly rejected: number; readonly blank: number }
  readonly issuesTotal: number
  readonly issues: readonly { readonly field: string | null; readonly code: string; readonly count: number }[]
  readonly firstRejectedRowNumbers: readonly number[]
}

/** What the sample's maker knows about it, computed without the engine. */
export const expected = JSON.parse(readFileSync(inSamples('orders.expected.json'), 'utf8')) as Expected

/** A number as the window writes it. */
export const written = (value: number): string => value.toLocaleString('en')
