import { type FileHandle, open } from 'node:fs/promises'
import { identifyCfb } from './identify-cfb.ts'
import { identifyJson } from './identify-json.ts'
import { identifyMarkup } from './identify-markup.ts'
import { identifySignature } from './identify-signature.ts'
import { identifyZip } from './identify-zip.ts'
import { damagedKind, type FileKind, textKind, workbookKind } from './file-kind.ts'
import type { FileParts } from './file-parts.ts'
import { textOf } from './head-text.ts'

/**
 * What a file is, by its content and never by its name's ending. `head` are its first 64 kB, `bytes` its length. Where the first bytes do
 * not settle it, the file is opened for a look at its directory or its end, never read whole. Content that nothing is known of is `text`:
 * whether it can be read as one is for the encoding to say. A system error of opening or reading is thrown as it is.
 */
export async function identifyFile(path: string, head: Buffer, bytes: number): Promise<FileKind> {
  let handle: FileHandle | null = null
  const read = async (offset: number, length: number): Promise<Buffer> => {
    handle ??= await open(path, 'r')
    return readFully(handle, offset, Math.max(0, Math.min(length, bytes - offset)))
  }
  try {
    return await identify({ path, head, bytes, read })
  } finally {
    await (handle as FileHandle | null)?.close()
  }
}

async function identify(file: FileParts): Promise<FileKind> {
  const { path, head } = file
  if (startsWith(head, 0x1f, 0x8b, 8)) return { kind: 'compressed', by: 'gzip' }
  if (startsWith(head, 0x28, 0xb5, 0x2f, 0xfd)) return { kind: 'compressed', by: 'zstd' }
  if (startsWith(head, 0x50, 0x4b, 3, 4) || startsWith(head, 0x50, 0x4b, 5, 6)) return identifyZip(path)
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) return identifyCfb(file)
  if (isBareBiff(head)) return workbookKind('xls')
  const known = await identifySignature(file)
  if (known) return known
  if (await hidesZip(file)) return damagedKind(path, 'a zip archive or workbook (.xlsx) with other bytes before it')
  const text = textOf(head)
  if (text === null) return textKind
  return (await identifyMarkup(file, text)) ?? identifyJson(file, text) ?? textKind
}

function startsWith(head: Buffer, ...bytes: readonly number[]): boolean {
  return head.length >= bytes.length && bytes.every((byte, index) => head[index] === byte)
}

/**
 * Excel 2 to 5 wrote the stream of records without a container: it begins with a BOF record, whose type, length and version are these
 * ([MS-XLS] 2.4.21 and the BIFF documentation of OpenOffice, 5.8). A text that begins with a tab has no such controls behind it.
 */
function isBareBiff(head: Buffer): boolean {
  const isBof =
    startsWith(head, 9, 0, 4, 0) ||
    startsWith(head, 9, 2, 6, 0) ||
    startsWith(head, 9, 4, 6, 0) ||
    startsWith(head, 9, 8, 8, 0) ||
    startsWith(head, 9, 8, 16, 0)
  return isBof && head.length > 8
}

const zipEndBytes = 22

/** Whether a zip archive begins behind other bytes: readers differ in what they make of such a file. */
async function hidesZip({ head, bytes, read }: FileParts): Promise<boolean> {
  if (head.indexOf('PK\u0003\u0004', 0, 'latin1') === -1 || !head.includes(0)) return false
  const length = Math.min(bytes, 64 * 1024 + zipEndBytes)
  const tail = await read(bytes - length, length)
  const end = tail.lastIndexOf('PK\u0005\u0006', undefined, 'latin1')
  return end !== -1 && tail.length - end >= zipEndBytes
}

async function readFully(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, offset + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}
