import type { DateKind } from '../serial-date.ts'
import type { XmlReader } from './xml-reader.ts'

/** What the styles of a spreadsheet say about the values of cells. */
export interface OdsStyles {
  /** What a number in a cell of a style is, where that is something of the calendar; undefined for plain numbers. */
  kindOf(style: string | null): DateKind | undefined
  isHiddenTable(style: string): boolean
}

interface DataStyle {
  hasDay: boolean
  hasTime: boolean
  isDuration: boolean
}

const dayParts = new Set([
  'number:day',
  'number:month',
  'number:year',
  'number:era',
  'number:day-of-week',
  'number:quarter',
])
const timeParts = new Set(['number:hours', 'number:minutes', 'number:seconds', 'number:am-pm'])

/** Collects styles (OpenDocument 1.3 part 3, 16.29): each element that opens is shown to `note`. */
export function collectOdsStyles(): OdsStyles & { note(reader: XmlReader): void } {
  const dataStyles = new Map<string, DataStyle>()
  const cellStyles = new Map<string, { readonly data: string | null; readonly parent: string | null }>()
  const hiddenTables = new Set<string>()
  let current: DataStyle | null = null
  let style = ''

  function note(reader: XmlReader): void {
    const name = reader.name()
    if (name === 'number:date-style' || name === 'number:time-style') {
      const isDuration = reader.attribute('number:truncate-on-overflow') === 'false'
      current = { hasDay: false, hasTime: false, isDuration }
      dataStyles.set(reader.attribute('style:name') ?? '', current)
    } else if (current && dayParts.has(name)) current.hasDay = true
    else if (current && timeParts.has(name)) current.hasTime = true
    else if (name === 'style:style') {
      style = reader.attribute('style:name') ?? ''
      current = null
      const isCell = reader.attribute('style:family') === 'table-cell'
      const parent = reader.attribute('style:parent-style-name')
      if (isCell) cellStyles.set(style, { data: reader.attribute('style:data-style-name'), parent })
    } else if (name === 'style:table-properties' && reader.attribute('table:display') === 'false')
      hiddenTables.add(style)
    else if (name.endsWith('-style') && name.startsWith('number:')) current = null
  }

  function kindOf(name: string | null): DateKind | undefined {
    let at = name
    // A parent that is its own is nobody's.
    for (let step = 0; at !== null && step < 20; step++) {
      const cell = cellStyles.get(at)
      if (cell?.data) return kindOfData(dataStyles.get(cell.data))
      at = cell?.parent ?? null
    }
    return undefined
  }

  return { note, kindOf, isHiddenTable: (name) => hiddenTables.has(name) }
}

function kindOfData(data: DataStyle | undefined): DateKind | undefined {
  if (!data) return undefined
  if (data.hasDay) return data.hasTime ? 'date-time' : 'date'
  if (!data.hasTime) return undefined
  return data.isDuration ? 'duration' : 'time'
}
