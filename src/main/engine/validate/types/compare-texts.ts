/** [T-limits] Tells how texts lie to a limit where their order is that of their values, as days and times of ISO 8601 have it. */
export function compareTexts(limit: string): (text: string) => number {
  return (text) => (text < limit ? -1 : text > limit ? 1 : 0)
}
