import { CFB, type BookType, utils, write, type WorkBook } from 'xlsx'

interface Container {
  readonly FullPaths: string[]
  readonly FileIndex: readonly ({ readonly content?: Uint8Array } | undefined)[]
}

interface ContainerTools {
  readonly utils: {
    cfb_new(options?: object): Container
    cfb_add(container: Container, name: string, content: Uint8Array, options?: object): void
  }
  write(container: Container, options: object): Buffer
  read(bytes: Buffer, options: object): Container
}

const tools = CFB as ContainerTools

/** A zip archive of entries, in their order. */
export function makeZip(entries: Readonly<Record<string, string | Buffer>>, compression = true): Buffer {
  const container = tools.utils.cfb_new()
  for (const [name, content] of Object.entries(entries)) {
    tools.utils.cfb_add(container, `/${name}`, Buffer.from(content as string), { unsafe: true })
  }
  return tools.write(container, { fileType: 'zip', type: 'buffer', compression })
}

/** The entries of a zip archive by their names, in their order. */
export function readZip(bytes: Buffer): Map<string, Buffer> {
  const { FullPaths, FileIndex } = tools.read(bytes, { type: 'buffer' })
  const entries = FullPaths.map((path, index): [string, Buffer] => {
    return [path.replace(/^[^/]*\//, ''), Buffer.from(FileIndex[index]?.content ?? [])]
  })
  return new Map(entries.filter(([name]) => name !== '' && !name.endsWith('/')))
}

/** A compound file with streams, named by path. */
export function makeCfb(streams: Readonly<Record<string, string | Buffer>>): Buffer {
  const container = tools.utils.cfb_new()
  for (const [name, content] of Object.entries(streams)) {
    tools.utils.cfb_add(container, `/${name}`, Buffer.from(content as string))
  }
  return tools.write(container, { type: 'buffer' })
}

/** A workbook of one sheet. */
export function makeBook(rows: readonly (readonly unknown[])[], bookType: string): Buffer {
  const book: WorkBook = utils.book_new(utils.aoa_to_sheet(rows as unknown[][]), 'Sheet1')
  return writeBook(book, bookType)
}

/** A workbook as a file of some format; SheetJS writes more of them (`biff2` to `biff5`) than its types say. */
export function writeBook(book: WorkBook, bookType: string): Buffer {
  return Buffer.from(write(book, { type: 'buffer', bookType: bookType as BookType }) as Uint8Array)
}
