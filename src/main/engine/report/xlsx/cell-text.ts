/** Characters that a cell of Excel can hold, counted in UTF-16 units ("Excel specifications and limits"). */
export const longestCellText = 32_767

/**
 * The text as a cell can hold it. A longer one is cut, and says so at its end with the length that it had, so that nobody takes it for the
 * whole; the same text always becomes the same one.
 */
export function fittingText(text: string): string {
  if (text.length <= longestCellText) return text
  const mark = ` [cut here: ${text.length} characters in all]`
  const end = longestCellText - mark.length
  const isInPair = (text.charCodeAt(end - 1) & 0xfc00) === 0xd800
  return text.slice(0, isInPair ? end - 1 : end) + mark
}

/**
 * A text as XML of a cell. What XML cannot hold or would change is written `_xHHHH_`, as is the underscore of a text that could read as
 * such (ECMA-376 part 1, 22.9.2.19, ST_Xstring).
 */
export function cellXml(text: string): string {
  return special.test(text) ? text.replace(specials, escaped) : text
}

const special =
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  /[&<>\0-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9a-f]{4})|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/i
const specials = new RegExp(special, 'gi')

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(found: string): string {
  return entities[found] ?? `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
}

/** A text as XML of an attribute or of a note, where the escapes of cells do not hold: what XML cannot hold becomes U+FFFD. */
export function plainXml(text: string): string {
  return text.replace(forbidden, '\ufffd').replace(/[&<>"]/g, (found) => entities[found] as string)
}

const forbidden =
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\0-\x08\x0b-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
