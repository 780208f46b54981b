import { Menu, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Inspection } from '../../../contract/reading.ts'
import { formatCount, formatPercent } from '../../shared/format.ts'
import { text } from '../../shared/messages/text.ts'
import { delimiterName, encodingName } from './reading-names.ts'
import styles from './reading-chips.module.css'

interface ReadingChipsProps {
  readonly inspection: Inspection
  readonly onSheet: (name: string) => void
}

/** What was decided about how the file reads, each with how sure and, on hover or focus, why. */
export function ReadingChips({ inspection, onSheet }: ReadingChipsProps): ReactNode {
  const { encoding, dialect, header } = inspection
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
          value={delimiterName(dialect.delimiter, dialect.spacing)}
          confidence={dialect.confidence}
          reason={dialect.reason}
        />
      )}
      {inspection.sheet === null ? null : <SheetChip inspection={inspection} onSheet={onSheet} />}
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

/** The sheet that is read, and the others to choose from. */
function SheetChip({ inspection: { sheet, sheets }, onSheet }: ReadingChipsProps): ReactNode {
  return (
    <li>
      <Menu position="bottom-start" disabled={sheets.length < 2} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <button type="button" className={`${styles.chip} ${styles.choice}`}>
            <span className={styles.label}>{text.import.sheetLabel}</span>
            <bdi className={styles.value}>{sheet}</bdi>
            {sheets.length < 2 ? null : (
              <>
                <span className={styles.confidence}>{text.import.sheetsInAll(sheets.length)}</span>
                <IconChevronDown size={14} aria-hidden />
              </>
            )}
          </button>
        </Menu.Target>
        <Menu.Dropdown className={styles.sheets}>
          {sheets.map(({ name, hidden }) => (
            <Menu.Item
              key={name}
              onClick={() => onSheet(name)}
              leftSection={name === sheet ? <IconCheck size={14} aria-hidden /> : <span className={styles.noIcon} />}
              rightSection={hidden ? <span className={styles.label}>{text.import.hiddenSheet}</span> : null}
              aria-current={name === sheet}
            >
              <bdi>{name}</bdi>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </li>
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
