import { type Clock, type DateFormat, type DateReading, readCompactDay, readDate } from './read-date.ts'

const day =
  /^(?:(?:DD([./-]|\. )MM\1|MM([./-]|\. )DD\2)(?:YYYY|YY)|YY(?:YY)?([./-]|\. )MM\3DD|D MMM (?:YYYY|YY)|MMM D (?:YYYY|YY)|YYYY MMM D|YYYYMMDD)$/
const clock = /^hh:mm(?::ss(?:\.fff)?)?(?: AM\/PM)?( zone)?$/

/** What a format is made of: `DD/MM/YYYY hh:mm` has a day and a time. */
export interface DateNotation {
  readonly name: string
  readonly hasDay: boolean
  readonly hasTime: boolean
  readonly hasZone: boolean
}

/** The notation that a format names, as suggestions name it; null where it names none. */
export function dateNotation(name: string): DateNotation | null {
  if (day.test(name)) return { name, hasDay: true, hasTime: false, hasZone: false }
  const [, before, behind = name] = /^(.*D|.*Y)[T ](hh:.*)$/.exec(name) ?? []
  const found = clock.exec(behind)
  if (!found || (before !== undefined && (!day.test(before) || before === 'YYYYMMDD'))) return null
  return { name, hasDay: before !== undefined, hasTime: true, hasZone: found[1] !== undefined }
}

/** Every different reading of a text in formats of one kind; the first is the only one where the formats agree about it. */
export function readingsIn(kind: DateFormat['kind'], names: ReadonlySet<string>, text: string): DateReading[] {
  const found = readDate(text).filter((reading) => reading.format.kind === kind && names.has(reading.format.name))
  if (kind === 'date' && names.has(compactName)) {
    const compact = /^\d{8}$/.test(text) ? readCompactDay(text) : null
    if (compact !== null) found.push(compact)
  }
  return found
}

const compactName = 'YYYYMMDD'

/** `2025-03-04`. */
export function isoDay({ year, month, day: number }: DateReading): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(number)}`
}

/** `11:00:00`, with the digits of a second's fraction that count. */
export function isoTime({ hours, minutes, seconds, fraction }: Clock): string {
  return `${two(hours)}:${two(minutes)}:${two(seconds)}${isoFraction(fraction)}`
}

/** `.5` of `500`; nothing of zeros. */
export function isoFraction(digits: string): string {
  const counting = digits.replace(/0+$/, '')
  return counting === '' ? '' : `.${counting}`
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}
