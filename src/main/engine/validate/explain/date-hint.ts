/** What a text that is no ISO day may have been meant to be. */
export function dateHint(value: string): string {
  const text = value.trim()
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  if (parts) {
    const [, first = '', second = '', year = ''] = parts
    const readings = [
      { month: second, day: first, order: 'day first' },
      { month: first, day: second, order: 'month first' },
    ].filter(({ month, day }) => Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31)
    const words = readings.map(
      ({ month, day, order }) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')} (${order})`,
    )
    if (words.length > 0) return `It could be ${words.join(' or ')}. Write dates as 2025-03-04.`
  }
  if (/^\d{4}-\d{2}-\d{2}[T ]/.test(text)) return 'It has a time of day; a date is written as 2025-03-04.'
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return 'No calendar has that day.'
  return 'Write dates as 2025-03-04.'
}
