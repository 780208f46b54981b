/** A moment of the calendar or the clock, in ISO 8601: `2025-03-04`, `2025-03-04T12:30:00`, `12:30:00`. */
export interface XlsxMoment {
  readonly iso: string
}

/** What a cell holds. A text stays a text, whatever it looks like. */
export type XlsxValue = string | number | boolean | null | XlsxMoment

/** A value with what is said about it. */
export interface XlsxMarked {
  readonly value: XlsxValue
  /** Shown in the colour of a fault. */
  readonly failing?: boolean
  /** Said when the mouse rests on the cell. */
  readonly note?: string
}

export type XlsxCell = XlsxValue | XlsxMarked

export interface XlsxColumn {
  readonly header: string
  /** In characters; by the header unless said. */
  readonly width?: number
}

/** A table of a workbook. Its rows are taken one after another and never held. */
export interface XlsxSheet {
  readonly name: string
  readonly columns: readonly XlsxColumn[]
  readonly rows: Iterable<readonly XlsxCell[]> | AsyncIterable<readonly XlsxCell[]>
}
