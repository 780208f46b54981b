/** Who is told what a part holds. Elements and attributes are numbers: their places in `elements` and `attributes`, -1 for others. */
export interface XmlHandler {
  /** Local names: prefixes are a matter of writing. */
  readonly elements: readonly string[]
  /** Names without a prefix; with `:` before it, a local name whatever its prefix. */
  readonly attributes: readonly string[]
  /** `depth` counts the elements around it: 0 for the root. */
  open(element: number, depth: number, attributes: XmlAttributes): void
  /** A piece of text; entities are still in it unless it is `literal`. One text may come in any number of pieces. */
  text(data: Buffer, from: number, to: number, literal: boolean): void
  /** Returns true to have the scanner pause behind this element. */
  close(element: number, depth: number): boolean
  /**
   * Elements that a handler can read by itself, faster: called where a tag begins inside of so many elements, it returns the place
   * behind whole elements that it has dealt with, or the same place.
   */
  readonly shortcut?: { readonly depth: number; pass(data: Buffer, from: number, end: number): number }
}

/** The attributes of the element that was just opened: places in `data`, -1 for one that is absent. Valid only during `open`. */
export interface XmlAttributes {
  data: Buffer
  readonly from: Int32Array
  readonly to: Int32Array
}

/** A scanner of UTF-8 XML that comes in pieces; nothing depends on where they were cut. */
export interface XmlScanner {
  /** Takes the next piece; the one before must have been scanned. */
  feed(piece: Buffer): void
  /** Scans on: false when the handler paused it, true when it needs the next piece. */
  scan(): boolean
  /** What must hold when nothing comes any more. */
  finish(): void
}
