/** The parts of a file that tell what it is. */
export interface FileParts {
  readonly path: string
  /** The first bytes. */
  readonly head: Buffer
  readonly bytes: number
  /** Bytes from an offset on; fewer where the file ends. */
  readonly read: (offset: number, length: number) => Promise<Buffer>
}
