/**
 * The text of a cell that holds a date as ISO 8601 (`t="d"`, which strict workbooks have), in the form that serial numbers get: a
 * day alone where the time is midnight, fractions only where there are any. A `Z` says nothing, since cells have no time zone. Null
 * where it is no such date.
 */
export function isoCellText(text: string): string | null {
  const [, day = '', hours = '', minutes = '', seconds = '00', fraction = ''] = isoText.exec(text.trim()) ?? []
  if (day === '' && hours === '') return null
  if (day !== '' && !isDay(day)) return null
  if (hours === '') return day
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null
  const decimals = fraction.replace(/0+$/, '')
  const time = `${hours}:${minutes}:${seconds}${decimals === '' ? '' : `.${decimals}`}`
  if (day === '') return time
  return time === '00:00:00' ? day : `${day}T${time}`
}

const isoText = /^(\d{4}-\d\d-\d\d)?(?:(?:^|T)(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?Z?)?$/

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
