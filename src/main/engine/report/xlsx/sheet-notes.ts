import { plainXml } from './cell-text.ts'

/** The notes of one sheet, held until its cells are written. */
export interface SheetNotes {
  /** `rowNumber` is 1-based, `columnIndex` 0-based; `reference` names the same cell. */
  add(rowNumber: number, columnIndex: number, reference: string, text: string): void
  count(): number
  /** How many were too many. */
  leftOut(): number
  /** What they say, and the shapes that Excel shows them in. */
  parts(): { readonly comments: string; readonly drawing: string }
}

/**
 * Collects notes up to a number of them: they stand in parts of their own behind the sheet, so they are held in memory, and a program that
 * shows many thousands of them becomes slow.
 */
export function sheetNotes(most: number): SheetNotes {
  const comments: string[] = []
  const shapes: string[] = []
  let leftOut = 0
  return {
    add: (rowNumber, columnIndex, reference, text) => {
      if (comments.length >= most) {
        leftOut++
        return
      }
      comments.push(
        `<comment ref="${reference}" authorId="0"><text><t xml:space="preserve">${plainXml(text)}</t></text></comment>`,
      )
      shapes.push(
        `<v:shape id="n${shapes.length + 1}" type="#note" style="position:absolute;width:220pt;height:70pt;visibility:hidden" fillcolor="#ffffe1"><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:Row>${rowNumber - 1}</x:Row><x:Column>${columnIndex}</x:Column></x:ClientData></v:shape>`,
      )
    },
    count: () => comments.length,
    leftOut: () => leftOut,
    parts: () => ({
      comments: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>Headgate</author></authors><commentList>${comments.join('')}</commentList></comments>`,
      drawing: `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="note" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>${shapes.join('')}</xml>`,
    }),
  }
}
