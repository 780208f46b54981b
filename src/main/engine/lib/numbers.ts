/** A count with thousands separators, for messages. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US')
}

/** A size in the unit that a person would choose, for messages. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`
}
