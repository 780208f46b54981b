import { AppError } from '../lib/app-error.ts'

/**
 * The encodings that can be read. In most a byte below 0x80 that can separate cells or records means its ASCII character, so that
 * records are cut in bytes before anything is decoded; the others are turned into such a one first (`transcode.ts`). Names are those of
 * the WHATWG's encoding standard where it has them.
 */
export interface Encoding {
  readonly name: string
  /**
   * `utf-8`; `single`, a byte a character, decoded by the runtime; `dos`, the same by iconv-lite; `double`, characters of several bytes,
   * by iconv-lite too, because Node's own tables change with its version and lack half of Korean; `wide`, units of two or four bytes;
   * `shifted`, ASCII bytes of which some mean other characters.
   */
  readonly kind: 'utf-8' | 'single' | 'dos' | 'double' | 'wide' | 'shifted'
  /** Other names, in lower case and without anything but letters and digits. */
  readonly aliases: readonly string[]
  /** ASCII characters that may also be a part of another character: nothing can be cut there. */
  readonly ambiguous?: RegExp
}

const single = (name: string, ...aliases: string[]): Encoding => ({ name, kind: 'single', aliases })
const windows = (page: number, ...aliases: string[]): Encoding =>
  single(`windows-${page}`, `cp${page}`, `xcp${page}`, `win${page}`, String(page), ...aliases)
const latin = (part: number, ...aliases: string[]): Encoding => single(`iso-8859-${part}`, `8859${part}`, ...aliases)

const anyTrail = /[@-~]/

const encodings: readonly Encoding[] = [
  { name: 'utf-8', kind: 'utf-8', aliases: ['u8', 'ascii', 'usascii', 'utf8sig', 'utf8bom', 'cp65001', '65001'] },
  windows(1250),
  windows(1251),
  // As the standard says, Latin-1 is read as its superset.
  windows(1252, 'iso88591', '88591', 'latin1', 'latin', 'l1', 'ansi'),
  windows(1253),
  windows(1254, 'iso88599', '88599', 'latin5', 'l5'),
  windows(1255),
  windows(1256),
  windows(1257),
  windows(1258),
  windows(874, 'iso885911', '885911', 'tis620'),
  latin(2, 'latin2', 'l2'),
  latin(3, 'latin3', 'l3'),
  latin(4, 'latin4', 'l4'),
  latin(5, 'cyrillic'),
  latin(6, 'arabic'),
  latin(7, 'greek'),
  latin(8, 'hebrew'),
  latin(10, 'latin6', 'l6'),
  latin(13, 'latin7', 'l7'),
  latin(14, 'latin8', 'l8'),
  latin(15, 'latin9', 'l9'),
  latin(16, 'latin10', 'l10'),
  single('macintosh', 'macroman', 'mac', 'xmacroman', 'cp10000'),
  single('x-mac-cyrillic', 'maccyrillic', 'xmacukrainian', 'cp10007'),
  single('koi8-r', 'koi', 'koi8', 'cp20866'),
  single('koi8-u', 'cp21866'),
  single('ibm866', 'cp866', '866'),
  { name: 'cp437', kind: 'dos', aliases: ['ibm437', '437'] },
  { name: 'cp850', kind: 'dos', aliases: ['ibm850', '850'] },
  {
    name: 'shift_jis',
    kind: 'double',
    aliases: ['sjis', 'xsjis', 'cp932', 'ms932', 'mskanji', 'windows31j', '932'],
    ambiguous: anyTrail,
  },
  { name: 'euc-jp', kind: 'double', aliases: ['xeucjp', 'ujis'] },
  {
    name: 'gb18030',
    kind: 'double',
    // A superset of the other two.
    aliases: ['gbk', 'gb2312', 'euccn', 'cp936', 'ms936', '936', 'xgbk', 'chinese'],
    ambiguous: /[0-9@-~]/,
  },
  { name: 'big5', kind: 'double', aliases: ['cp950', 'ms950', 'big5hkscs', 'xxbig5', '950'], ambiguous: anyTrail },
  {
    name: 'euc-kr',
    kind: 'double',
    aliases: ['cp949', 'ms949', 'uhc', 'windows949', 'ksc56011987', 'korean', '949'],
    ambiguous: /[A-Za-z]/,
  },
  // Without a mark of its own, text that is only called UTF-16 or UTF-32 is mostly little endian.
  { name: 'utf-16le', kind: 'wide', aliases: ['utf16', 'ucs2', 'ucs2le', 'unicode', 'cp1200', '1200'] },
  { name: 'utf-16be', kind: 'wide', aliases: ['ucs2be', 'unicodefffe', 'cp1201', '1201'] },
  { name: 'utf-32le', kind: 'wide', aliases: ['utf32', 'ucs4', 'ucs4le', 'cp12000'] },
  { name: 'utf-32be', kind: 'wide', aliases: ['ucs4be', 'cp12001'] },
  { name: 'iso-2022-jp', kind: 'shifted', aliases: ['csiso2022jp', 'jis', 'cp50220', 'cp50221', '50220', '50221'] },
  { name: 'hz-gb-2312', kind: 'shifted', aliases: ['hz', 'hzgb', 'cp52936', '52936'] },
]

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

const byName = new Map(
  encodings.flatMap((encoding) => [plain(encoding.name), ...encoding.aliases].map((name) => [name, encoding] as const)),
)

/** The encoding of a name, however it is written; null for one that cannot be read. */
export function findEncoding(name: string): Encoding | null {
  return byName.get(plain(name)) ?? null
}

/**
 * The same.
 * @throws AppError `usage` for an encoding that cannot be read
 */
export function requireEncoding(name: string): Encoding {
  const encoding = findEncoding(name)
  if (encoding !== null) return encoding
  throw new AppError('usage', `The encoding "${name}" is not known.`, {
    hint: 'Known are utf-8, utf-16le, utf-16be, utf-32le, utf-32be, windows-1250 to 1258, iso-8859-1 to 16, macintosh, koi8-r, koi8-u, cp437, cp850, cp866, shift_jis, euc-jp, iso-2022-jp, gb18030, hz, big5, euc-kr and their other names. Save a text in another encoding as "CSV UTF-8".',
  })
}

/** The one name that Headgate uses for an encoding; null for one that it cannot read. */
export function canonicalEncoding(name: string): string | null {
  return findEncoding(name)?.name ?? null
}
