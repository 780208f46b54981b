import { Tooltip } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Inspection } from '../../../contract/reading.ts'
import { formatCount, formatPercent } from '../../shared/format.ts'
import { text } from '../../shared/messages.ts'
import { delimiterName, encodingName } from './reading-names.ts'
import styles from './reading-chips.module.css'

/** What was decided about how the file reads, each with how sure and, on hover or focus, why. */
export function ReadingChips({ inspection }: { readonly inspection: Inspection }): ReactNode {
  const { encoding, dialect, header, sheets } = inspection
  return (
    <ul className={styles.chips} aria-label={text.import.howItReads}>
      <li className={styles.format}>{inspection.file.format.toUpperCase()}</li>
      {encoding === null ? null : (
        <Chip
          label={text.import.encoding}
          value={encoding.bom ? `${encodingName(encoding.name)} ${text.import.bom}` : encodingName(encoding.name)}
          confidence={encoding.confidence}
          reason={encoding.reason}
        />
      )}
      {dialect === null ? null : (
        <Chip
          label={text.import.delimiter}
          value={delimiterName(dialect.delimiter)}
          confidence={dialect.confidence}
          reason={dialect.reason}
        />
      )}
      {sheets
        .filter((sheet) => !sheet.hidden)
        .slice(0, 1)
        .map((sheet) => (
          <li key={sheet.name} className={styles.format}>
            {text.import.sheet(sheet.name)}
          </li>
        ))}
      <Chip
        label={text.import.header}
        value={
          header.rows.length === 0
            ? text.import.noHeader
            : text.import.headerInRow(header.rows.map(formatCount).join(', '))
        }
        confidence={header.confidence}
        reason={header.reason}
      />
    </ul>
  )
}

interface ChipProps {
  readonly label: string
  readonly value: string
  readonly confidence: number
  readonly reason: string
}

function Chip({ label, value, confidence, reason }: ChipProps): ReactNode {
  const doubtful = confidence < 0.8
  return (
    <li>
      <Tooltip label={`${text.import.confidence(formatPercent(confidence))}: ${reason}`}>
        <button type="button" className={`${styles.chip} ${doubtful ? styles.doubtful : ''}`}>
          {doubtful ? <IconAlertTriangle size={14} aria-hidden /> : null}
          <span className={styles.label}>{label}</span>
          <span className={styles.value}>{value}</span>
          <span className={styles.confidence}>{formatPercent(confidence)}</span>
        </button>
      </Tooltip>
    </li>
  )
}
