/** What is read at most, so that no file can take all memory, all disk or all day. Sizes in bytes. */
export interface Limits {
  /** A file of a format that has to be held in memory whole: xls, xlsb, ods and other workbooks but xlsx. */
  readonly wholeWorkbookBytes: number
  /** The longest cell that is read as one. */
  readonly cellBytes: number
  readonly sheets: number
  /** Compressed content may grow to this size whatever the ratio; beyond it, to `inflationRatio` times its compressed size. */
  readonly inflatedBytes: number
  readonly inflationRatio: number
  /** What the cells of a workbook share: texts, styles. */
  readonly sharedBytes: number
}

export const defaultLimits: Limits = {
  wholeWorkbookBytes: 128 * 1024 * 1024,
  cellBytes: 24 * 1024 * 1024,
  sheets: 10_000,
  inflatedBytes: 512 * 1024 * 1024,
  inflationRatio: 200,
  sharedBytes: 384 * 1024 * 1024,
}
