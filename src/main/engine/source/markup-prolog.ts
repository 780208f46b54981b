/** What stands before and in the first tag of a text in XML or HTML. */
export interface Prolog {
  /** Whether it begins with an XML declaration. */
  readonly declared: boolean
  /** The document type as it stands there; null where it has none. */
  readonly doctype: string | null
  /** Processing instructions, the declaration among them. */
  readonly instructions: string
  /** The first element's name as it is written, prefix and all. */
  readonly root: string
  /** Its whole tag. */
  readonly rootTag: string
}

const gap = /(?:\s|<!--[^]*?-->)+/y
const instruction = /<\?[^]*?\?>/y
const doctypeStart = /<!doctype\b/iy
const startTag = /<([A-Za-z_\u0080-\uffff][\w:.\u0080-\uffff-]*)(?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?\/?>/y

/** The prolog of a text that begins with markup; null for any other text, and where none of it ends before the text does. */
export function readProlog(text: string): Prolog | null {
  const declared = /^\s*<\?xml\s/.test(text)
  let doctype: string | null = null
  let instructions = ''
  for (let at = 0; at < text.length; ) {
    at = endOf(gap, text, at)
    const next = endOf(instruction, text, at)
    if (next > at) {
      instructions += text.slice(at, next)
      at = next
    } else if (endOf(doctypeStart, text, at) > at) {
      const end = endOfDoctype(text, at)
      doctype = text.slice(at, end)
      at = end
    } else {
      startTag.lastIndex = at
      const found = startTag.exec(text)
      return found ? { declared, doctype, instructions, root: found[1] as string, rootTag: found[0] } : null
    }
  }
  // A document type that is longer than all that was read: whatever follows, it says enough.
  return doctype === null ? null : { declared, doctype, instructions, root: '', rootTag: '' }
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

/** Behind the bracket that closes it, outside quotes and outside its internal subset. */
function endOfDoctype(text: string, start: number): number {
  let depth = 0
  let quote = ''
  for (let at = start; at < text.length; at++) {
    const char = text[at] as string
    if (quote !== '') {
      if (char === quote) quote = ''
    } else if (char === '"' || char === "'") quote = char
    else if (char === '[') depth++
    else if (char === ']') depth--
    else if (char === '>' && depth <= 0) return at + 1
  }
  return text.length
}
