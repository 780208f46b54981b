import {
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBTimeValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBDecimalValue,
  type DuckDBValue,
} from '@duckdb/node-api'
import { assert } from '../lib/assert.ts'
import { type BitSet, bitSet } from '../lib/bit-set.ts'
import { writeLines } from '../lib/line-files.ts'
import type { OrderRule, TableRule } from '../validate/table-rules.ts'

/** Values of one column, as they can be compared. */
type Ordered = number | bigint

/** What one rule has to say about a row: the group of its key, or its value. */
interface Claim {
  readonly rule: number
  readonly group: number | null
  readonly value: Ordered | null
}

/**
 * [U3] Goes through the contested rows in their order, because whether a row is accepted depends on the rows that were accepted before
 * it, by all rules together. Writes a line for each row that falls, `[row number, null, null]`, and for each that is out of order,
 * `[row number, rule, row number of the value before]`. Memory: a bit for each row number, for each unique key.
 */
export async function judgeInOrder(
  connection: DuckDBConnection,
  contested: string,
  rules: readonly TableRule[],
  file: string,
): Promise<void> {
  const lines = writeLines(file)
  const taken = rules.map(() => bitSet())
  const bests = rules.map((): { value: Ordered; rowNumber: number } | null => null)

  const settle = (rowNumber: number, sound: boolean, claims: readonly Claim[]): void => {
    let falls = false
    for (const { rule: index, group, value } of claims) {
      const rule = rules[index] as TableRule
      if (rule.kind === 'order') {
        const best = bests[index]
        if (!best || !breaksOrder(rule, value as Ordered, best.value)) continue
        lines.add(JSON.stringify([rowNumber, index, best.rowNumber]))
      } else if (!(taken[index] as BitSet).has(group as number)) continue
      if (rule.severity === 'error') falls = true
    }
    if (!sound) return
    if (falls) {
      lines.add(JSON.stringify([rowNumber, null, null]))
      return
    }
    for (const { rule: index, group, value } of claims) {
      const rule = rules[index] as TableRule
      if (rule.kind !== 'order') taken[index]?.add(group as number)
      else if (!bests[index] || goesBeyond(rule, value as Ordered, bests[index].value)) {
        bests[index] = { value: value as Ordered, rowNumber }
      }
    }
  }

  try {
    let at = { rowNumber: 0, sound: false }
    let claims: Claim[] = []
    const result = await connection.stream(contested)
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      for (const [n, sound, rule, group, ...values] of chunk.getRows()) {
        if (at.rowNumber !== n) {
          settle(at.rowNumber, at.sound, claims)
          at = { rowNumber: n as number, sound: sound as boolean }
          claims = []
        }
        claims.push({ rule: rule as number, group: group as number | null, value: orderedOf(values) })
      }
    }
    settle(at.rowNumber, at.sound, claims)
  } finally {
    lines.close()
  }
}

/** [U7] whether a value may not come behind the best one so far. */
function breaksOrder(rule: OrderRule, value: Ordered, best: Ordered): boolean {
  return goesBeyond(rule, best, value) || (rule.strictly && value === best)
}

function goesBeyond({ direction }: OrderRule, value: Ordered, best: Ordered): boolean {
  return direction === 'increasing' ? value > best : value < best
}

/** The one value that is there among those of all orders; null for a claim of another kind. */
function orderedOf(values: readonly DuckDBValue[]): Ordered | null {
  const value = values.find((candidate) => candidate !== null) ?? null
  if (value === null || typeof value === 'number' || typeof value === 'bigint') return value
  // Decimals of one column have one scale.
  if (value instanceof DuckDBDecimalValue) return value.value
  if (value instanceof DuckDBDateValue) return value.days
  const hasTime =
    value instanceof DuckDBTimeValue || value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue
  assert(hasTime, 'schemas with an order of another type are refused')
  return value.micros
}
