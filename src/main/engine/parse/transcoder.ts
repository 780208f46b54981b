/** A byte that is text in no encoding: it stands for what could not be read, so that its record is found to be at fault. */
export const undecodableByte = 0xff

/**
 * Turns text whose bytes cannot be cut where ASCII stands into an encoding in which they can: portion by portion, of any size.
 * What is no text becomes `undecodableByte`; nothing else is lost or added.
 */
export interface Transcoder {
  /** All of the portion but for the part of a character at its end, which is kept for the next. */
  push(bytes: Buffer): Buffer
  /** What was kept at the end: no text. */
  end(): Buffer
}
