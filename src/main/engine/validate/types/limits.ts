import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { plainNumber } from './decimals.ts'
import { orders } from './orders.ts'

/** The limit of a check as a stored text of the field's type; null where it is none, or where the type has no order. */
export function limitOf(value: number | string, { type }: Pick<SchemaField, 'type'>): string | null {
  return orders[type]?.limit(typeof value === 'number' ? plainNumber(value) : value) ?? null
}
