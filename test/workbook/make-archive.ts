import { CFB, type BookType, utils, write, type WorkBook } from 'xlsx'

interface Container {
  readonly FullPaths: string[]
}

interface ContainerTools {
  readonly utils: {
    cfb_new(options?: object): Container
    cfb_add(container: Container, name: string, content: Uint8Array, options?: object): void
  }
  write(container: Container, options: object): Buffer
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
