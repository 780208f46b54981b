import { Select } from '@mantine/core'
import type { ReactNode } from 'react'
import type { DatasetSummary } from '../../../contract/datasets.ts'
import { text } from '../../shared/messages/text.ts'
import { goTo } from '../../shared/navigation.ts'
import { type ChartChoice, grainsOf, numericColumns } from './chart-choice.ts'
import styles from './chart-controls.module.css'

interface ChartControlsProps {
  readonly dataset: DatasetSummary
  readonly datasets: readonly string[]
  readonly choice: ChartChoice
  readonly onChange: (choice: ChartChoice) => void
}

/** What is measured, by what. Only what the dataset's columns can answer is offered. */
export function ChartControls({ dataset, datasets, choice, onChange }: ChartControlsProps): ReactNode {
  const { columns } = dataset
  const grains = grainsOf(columns.find((column) => column.name === choice.field))
  const measurable = numericColumns(columns).map((column) => column.name)
  const aggregates =
    measurable.length === 0 ? (['count'] as const) : (['count', 'sum', 'average', 'minimum', 'maximum'] as const)
  const chooseField = (field: string): void => {
    const isDate = grainsOf(columns.find((column) => column.name === field)).length > 1
    onChange({ ...choice, field, grain: isDate ? 'month' : 'value' })
  }
  return (
    <div className={styles.controls}>
      <Select
        label={text.analytics.dataset}
        data={[...datasets]}
        value={dataset.name}
        onChange={(value) => goTo('analytics', value)}
      />
      <Select
        label={text.analytics.measure}
        data={aggregates.map((value) => ({ value, label: text.analytics.aggregates[value] }))}
        value={choice.aggregate}
        onChange={(value) => onChange({ ...choice, aggregate: value ?? 'count' })}
      />
      {choice.aggregate === 'count' ? null : (
        <Select
          label={text.analytics.of}
          data={measurable}
          value={choice.measureField}
          onChange={(measureField) => onChange({ ...choice, measureField })}
        />
      )}
      <Select
        label={text.analytics.by}
        searchable={columns.length > 12}
        data={columns.map((column) => column.name)}
        value={choice.field}
        onChange={(value) => chooseField(value ?? choice.field)}
      />
      {grains.length === 1 ? null : (
        <Select
          label={text.analytics.grain}
          data={grains.map((value) => ({ value, label: text.analytics.grains[value] }))}
          value={choice.grain}
          onChange={(value) => onChange({ ...choice, grain: value ?? 'value' })}
        />
      )}
    </div>
  )
}
