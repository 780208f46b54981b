/** From costs to printed figures: medians, ratios run by run, and a plain table. */
import type { ContenderName } from './contenders.ts'
import type { Cost } from './measure.ts'

/** The costs of one contender, one per run; run n of all contenders happened side by side in time. */
export type Costs = Map<ContenderName, Cost[]>

export const MEASURES = ['wallSeconds', 'cpuSeconds', 'peakBytes'] as const
export type Measure = (typeof MEASURES)[number]

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** A contender's costs over the yardstick's of the same run; empty without a yardstick. The machine drifts, so only pairs count. */
export function pairedRatios(costs: Costs, name: ContenderName, measure: Measure): number[] {
  const yardstick = costs.get('sqlite3') ?? []
  return (costs.get(name) ?? []).flatMap((cost, run) => {
    const base = yardstick[run]
    return base === undefined ? [] : [cost[measure] / base[measure]]
  })
}

function ratioText(ratios: readonly number[]): string {
  if (ratios.length === 0) return '-'
  return `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)})`
}

/** One line a contender: medians, the ratio to sqlite3 with its range over the runs, and rows a second. */
export function costTable(costs: Costs, rows: number): string {
  const lines = [['', 'wall s', 'x sqlite3', 'cpu s', 'x sqlite3', 'us/row', 'peak MB', 'x sqlite3', 'rows/s']]
  for (const [name, runs] of costs) {
    const middle = (measure: Measure): number => median(runs.map((cost) => cost[measure]))
    const ratio = (measure: Measure): string => ratioText(pairedRatios(costs, name, measure))
    lines.push([
      name,
      middle('wallSeconds').toFixed(2),
      ratio('wallSeconds'),
      middle('cpuSeconds').toFixed(2),
      ratio('cpuSeconds'),
      ((middle('cpuSeconds') * 1e6) / rows).toFixed(2),
      (middle('peakBytes') / 1e6).toFixed(0),
      ratio('peakBytes'),
      Math.round(rows / middle('wallSeconds')).toLocaleString('en-US'),
    ])
  }
  return alignedTable(lines)
}

/** How the ratios to sqlite3 change from `rows` to twice as many; 1.00 means that it scales as sqlite3 does. */
export function scalingTable(single: Costs, double: Costs): string {
  const lines = [['', 'wall', 'cpu', 'peak memory', 'own wall', 'own cpu', 'own peak']]
  for (const [name, runs] of double) {
    const growth = (measure: Measure): string =>
      (median(pairedRatios(double, name, measure)) / median(pairedRatios(single, name, measure))).toFixed(2)
    const own = (measure: Measure): string => {
      const before = single.get(name) ?? []
      return (median(runs.map((cost) => cost[measure])) / median(before.map((cost) => cost[measure]))).toFixed(2)
    }
    lines.push([name, ...MEASURES.map(growth), ...MEASURES.map(own)])
  }
  return alignedTable(lines)
}

/** The first column to the left, all others to the right. */
export function alignedTable(lines: readonly string[][]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const pad = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
  return lines.map((line) => `  ${line.map(pad).join('  ')}`).join('\n')
}
