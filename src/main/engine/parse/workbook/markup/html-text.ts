import { TextDecoder } from 'node:util'

/** The names of the characters from 160 to 255, in their order (HTML 4.01, 24.2). */
const latin1Names =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'
/** Others that tables have, by their code points. */
const otherNames: Readonly<Record<string, number>> = {
  amp: 38,
  lt: 60,
  gt: 62,
  quot: 34,
  apos: 39,
  OElig: 338,
  oelig: 339,
  Scaron: 352,
  scaron: 353,
  Yuml: 376,
  fnof: 402,
  circ: 710,
  tilde: 732,
  Delta: 916,
  Omega: 937,
  Sigma: 931,
  alpha: 945,
  beta: 946,
  gamma: 947,
  delta: 948,
  mu: 956,
  pi: 960,
  sigma: 963,
  omega: 969,
  ensp: 8194,
  emsp: 8195,
  thinsp: 8201,
  zwnj: 8204,
  zwj: 8205,
  lrm: 8206,
  rlm: 8207,
  ndash: 8211,
  mdash: 8212,
  lsquo: 8216,
  rsquo: 8217,
  sbquo: 8218,
  ldquo: 8220,
  rdquo: 8221,
  bdquo: 8222,
  dagger: 8224,
  Dagger: 8225,
  bull: 8226,
  hellip: 8230,
  permil: 8240,
  prime: 8242,
  lsaquo: 8249,
  rsaquo: 8250,
  euro: 8364,
  trade: 8482,
  larr: 8592,
  uarr: 8593,
  rarr: 8594,
  darr: 8595,
  minus: 8722,
  infin: 8734,
  asymp: 8776,
  ne: 8800,
  le: 8804,
  ge: 8805,
}

const codePoints: ReadonlyMap<string, number> = new Map([
  ...latin1Names.split(' ').map((name, index): [string, number] => [name, 160 + index]),
  ...Object.entries(otherNames),
])

/** What numbers from 128 to 159 stand for in a page: the characters of Windows-1252 (HTML, 13.2.5.80). */
const windows1252 = new TextDecoder('windows-1252')

/** A piece of a page's text with its character references resolved; one that is not known stays as it is written. */
export function htmlText(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#x([\da-f]{1,8})|#(\d{1,8})|([a-z][a-z\d]{1,30}));?/gi,
    (whole, hexadecimal, decimal, name) => {
      if (name !== undefined) {
        const known = codePoints.get(name as string)
        return known === undefined ? whole : String.fromCodePoint(known)
      }
      const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal as string, 16)
      if (code >= 128 && code < 160) return windows1252.decode(Uint8Array.of(code))
      if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd'
      return String.fromCodePoint(code)
    },
  )
}

/** The text of a page: by its byte order mark, by what it says of itself, as UTF-8 where it is that, else as Windows-1252. */
export function decodePage(bytes: Buffer, isUtf8: boolean): string {
  return decoderOf(bytes, isUtf8).decode(bytes)
}

function decoderOf(bytes: Buffer, isUtf8: boolean): TextDecoder {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return new TextDecoder('utf-16le')
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return new TextDecoder('utf-16be')
  if (first === 0xef && second === 0xbb) return new TextDecoder('utf-8')
  const head = bytes.toString('latin1', 0, 4096)
  const stated =
    /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ??
    /<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1]
  // A page can say anything; one that is UTF-8 beyond doubt is.
  if (isUtf8 && (stated === undefined || bytes.some((byte) => byte >= 0x80))) return new TextDecoder('utf-8')
  try {
    // What can be read here as ASCII is not UTF-16.
    return new TextDecoder(stated === undefined || /^utf-?16/i.test(stated) ? fallback(isUtf8) : stated)
  } catch {
    return new TextDecoder(fallback(isUtf8))
  }
}

function fallback(isUtf8: boolean): string {
  return isUtf8 ? 'utf-8' : 'windows-1252'
}
