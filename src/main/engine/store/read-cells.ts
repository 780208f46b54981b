const quote = 34
const backslash = 92
const comma = 44
const openBracket = 91

/**
 * Reads some cells of a stored row, given as the JSON text of an array of texts and nulls: only these are made, and nothing behind the last
 * of them is looked at. `positions` are 0-based and rise; `first` is the position of the array's first element, which is -1 where a
 * row number comes before the cells. A position that the array does not have is null.
 */
export function readCells(json: string, positions: readonly number[], first: 0 | -1): (string | null)[] {
  const cells: (string | null)[] = []
  let at = json.indexOf('[') + 1
  let position: number = first
  for (const wanted of positions) {
    while (position < wanted && at < json.length) {
      at = elementEnd(json, at) + 1
      position++
    }
    if (at >= json.length || position > wanted) {
      cells.push(null)
      continue
    }
    cells.push(json.charCodeAt(at) === quote ? (JSON.parse(json.slice(at, elementEnd(json, at))) as string) : null)
  }
  return cells
}

/** Where the element that begins at an offset ends: at the comma or the bracket behind it. */
function elementEnd(json: string, from: number): number {
  if (json.charCodeAt(from) !== quote) {
    let at = from
    while (at < json.length && json.charCodeAt(at) !== comma && json.charCodeAt(at) !== openBracket + 2) at++
    return at
  }
  let at = from
  for (;;) {
    at = json.indexOf('"', at + 1)
    if (at === -1) return json.length
    let before = at - 1
    while (json.charCodeAt(before) === backslash) before--
    // A quote behind an even number of backslashes is not escaped.
    if ((at - before) % 2 === 1) return at + 1
  }
}
