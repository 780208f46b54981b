/** What a text that is no number may have been meant to be. */
export function numberHint(value: string): string {
  const text = value.trim()
  if (/^[+-]?\d+,\d{1,2}$/.test(text))
    return `Did you mean ${text.replace(',', '.')}? A decimal comma is read only where the schema says so.`
  if (/^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text))
    return `Did you mean ${text.replaceAll(',', '')}? Thousands marks are read only where the schema says so.`
  if (/^[+-]?\d+(?:\.\d+)?e[+-]?\d+$/i.test(text))
    return 'Write the digits out; a spreadsheet may have shortened the number.'
  const mended = text.replace(/[oO]/g, '0').replace(/[lI]/g, '1').replace(',', '.')
  if (mended !== text && /^[+-]?\d+(?:\.\d+)?$/.test(mended)) return `Did you mean ${mended}?`
  return 'Write digits, with a point before the decimals.'
}
