const dayMs = 86_400_000
/** Days from 1900-01-00 to 1970-01-01 in Excel's count, which has a 1900-02-29 (ECMA-376 part 1, 18.17.4.1). */
const epoch1900 = 25_569
/** The first day from which on that count agrees with the calendar: 1900-03-01. */
const firstTrueDay = 61
const lastDay = 2_958_465

export type MomentKind = 'date' | 'date-time' | 'time'

/** An ISO 8601 moment as Excel counts it; null for one that Excel cannot hold, as before March 1900 or beyond milliseconds. */
export function momentSerial(iso: string): { readonly serial: number; readonly kind: MomentKind } | null {
  const match = /^(?:(\d{4})-(\d\d)-(\d\d))?(?:(?:^|T|(?<=\d) )(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?)?$/.exec(iso)
  if (!match || iso === '') return null
  const [, year, month, day, hours, minutes = '0', seconds = '0', fraction = '0'] = match
  const clock =
    hours === undefined
      ? 0
      : ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'))
  if (clock >= dayMs) return null
  if (year === undefined) return { serial: clock / dayMs, kind: 'time' }
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day))
  if (!new Date(date).toISOString().startsWith(`${year}-${month}-${day}`)) return null
  const days = date / dayMs + epoch1900
  if (days < firstTrueDay || days > lastDay) return null
  return { serial: days + clock / dayMs, kind: hours === undefined ? 'date' : 'date-time' }
}
