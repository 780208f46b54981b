/**
 * One cell as `sheetDialect` writes it: quoted only where it holds a quote, a comma or a line end, or where it begins with a byte
 * order mark, which would not be taken for text at the beginning of a file. Works on texts and on byte texts alike.
 */
export function sheetCell(text: string): string {
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const needsQuotes = /[",\r\n]|^(?:\ufeff|\u00ef\u00bb\u00bf)/

/** One record of a sheet with its line end: trailing empty cells are dropped, and a row without any cell is an empty line. */
export function sheetRecord(cells: readonly string[]): string {
  let width = cells.length
  while (width > 0 && cells[width - 1] === '') width--
  let line = ''
  for (let position = 0; position < width; position++) {
    if (position > 0) line += ','
    line += sheetCell(cells[position] ?? '')
  }
  return `${line}\n`
}
