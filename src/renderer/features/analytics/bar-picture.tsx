import type { ReactNode } from 'react'
import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import type { QueryResult, ResultValue } from '../../../contract/datasets.ts'
import { formatNumber } from '../../shared/format.ts'
import { text } from '../../shared/messages/text.ts'

interface BarPictureProps {
  readonly result: QueryResult
  readonly caption: string
  /** The dimension has an order of its own (time), so bars stand side by side; otherwise they lie, longest first. */
  readonly ordered: boolean
}

const label = (value: ResultValue | undefined): string =>
  value === null || value === undefined || value === '' ? text.analytics.nothing : String(value)

const longestLabel = 30
const clipped = (name: string): string => (name.length > longestLabel ? `${name.slice(0, longestLabel - 1)}…` : name)

const ink = { fill: 'var(--hg-text-1)', fontSize: 12 }
const axis = { fill: 'var(--hg-text-2)', fontSize: 12 }

/** Bars with their numbers at them: nothing has to be looked up in a legend or on an axis. */
export function BarPicture({ result, caption, ordered }: BarPictureProps): ReactNode {
  const data = result.rows.map(([name, value]) => ({ name: label(name), value: Number(value ?? 0) }))
  const format = (value: unknown): string => formatNumber(Number(value))
  // As wide as the longest name needs; a canvas to measure it on would cost more than a character's usual width.
  const nameWidth = Math.max(...data.map((bar) => clipped(bar.name).length)) * 7 + 16
  const height = ordered ? 300 : Math.max(120, data.length * 32 + 16)
  return (
    <div role="img" aria-label={`${caption}: ${data.map((bar) => `${bar.name} ${format(bar.value)}`).join(', ')}`}>
      <ResponsiveContainer width="100%" height={height}>
        {ordered ? (
          <BarChart data={data} margin={{ top: 20, right: 8, bottom: 0, left: 8 }} accessibilityLayer={false}>
            <XAxis dataKey="name" tick={axis} tickLine={false} axisLine={{ stroke: 'var(--hg-border-strong)' }} />
            <YAxis hide domain={[0, 'auto']} />
            <Bar
              dataKey="value"
              fill="var(--hg-series)"
              isAnimationActive={false}
              maxBarSize={56}
              radius={[2, 2, 0, 0]}
            >
              <LabelList dataKey="value" position="top" formatter={format} {...ink} />
            </Bar>
          </BarChart>
        ) : (
          <BarChart
            data={data}
            layout="vertical"
            margin={{ top: 0, right: 72, bottom: 0, left: 0 }}
            accessibilityLayer={false}
          >
            <XAxis type="number" hide domain={[0, 'auto']} />
            <YAxis
              type="category"
              dataKey="name"
              width={nameWidth}
              tickFormatter={clipped}
              tick={axis}
              tickLine={false}
              axisLine={{ stroke: 'var(--hg-border-strong)' }}
              interval={0}
            />
            <Bar dataKey="value" fill="var(--hg-series)" isAnimationActive={false} barSize={18} radius={[0, 2, 2, 0]}>
              <LabelList dataKey="value" position="right" formatter={format} {...ink} />
            </Bar>
          </BarChart>
        )}
      </ResponsiveContainer>
    </div>
  )
}
