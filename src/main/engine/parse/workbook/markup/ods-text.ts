import type { XmlReader } from './xml-reader.ts'

/** Elements inside a cell that are beside its text. */
const aside =
  /^(?:office:annotation|office:annotation-end|draw:.*|dr3d:.*|table:(?:shapes|detective|cell-range-source)|text:(?:note|ruby-text|bookmark.*))$/

/** Reads to the end of the cell that was just opened, and gives its paragraphs; null where it has none. */
export function readCellText(reader: XmlReader, cellName: string): string | null {
  let shown: string | null = null
  while (reader.next()) {
    if (reader.kind() === 'close' && reader.name() === cellName) break
    if (reader.kind() !== 'open') continue
    const name = reader.name()
    if (name === 'text:p' || name === 'text:h') {
      const paragraph = readParagraph(reader, name)
      shown = shown === null ? paragraph : `${shown}\n${paragraph}`
    } else if (aside.test(name)) reader.skip()
  }
  return shown
}

/** The text of a paragraph (OpenDocument 1.3 part 3, 6.1.2): white space is one space, and none at its ends; others have elements. */
function readParagraph(reader: XmlReader, name: string): string {
  let text = ''
  /** Whether more white space changes nothing. */
  let isSpaced = true
  let spaceIsLast = false
  let depth = 1
  const add = (characters: string): void => {
    text += characters
    isSpaced = false
    spaceIsLast = false
  }
  while (depth > 0 && reader.next()) {
    if (reader.kind() === 'text') {
      for (const part of reader.text().split(/([ \t\r\n]+)/)) {
        if (part === '') continue
        if (part.trim() !== '' || /[^ \t\r\n]/.test(part)) add(part)
        else if (!isSpaced) {
          text += ' '
          isSpaced = true
          spaceIsLast = true
        }
      }
    } else if (reader.kind() === 'close') {
      if (reader.name() === name) depth--
    } else {
      const child = reader.name()
      if (child === name) depth++
      else if (child === 'text:s') add(' '.repeat(Math.min(100_000, Number(reader.attribute('text:c') ?? 1) || 1)))
      else if (child === 'text:tab') add('\t')
      else if (child === 'text:line-break') add('\n')
      else if (aside.test(child)) reader.skip()
    }
  }
  return spaceIsLast ? text.slice(0, -1) : text
}
