import type { IOptions } from 'sanitize-html'
import type { StepKinds, Transform } from '../step-kind.ts'

/** Steps that know HTML. What they need is loaded on demand, because it is large. */
export const markupSteps: StepKinds<'html' | 'decode-entities'> = {
  html: { compile: ({ keep }) => (keep === 'safe' ? loadSafeHtml() : loadTextOfHtml()) },
  'decode-entities': {
    compile: async () => {
      const { decodeHTML } = await import('entities')
      return (text) => (text.includes('&') ? decodeHTML(text) : text)
    },
  },
}

const names = (list: string): string[] => list.split(' ')

/** Elements whose content is no text of the page. */
const unread = names('script style textarea option xmp noscript template title iframe noembed noframes')

/** Elements that begin on a line of their own. */
const blocks = [
  ...names(
    'address article aside blockquote dd div dl dt figcaption figure footer form header hr li main nav ol p pre',
  ),
  ...names('h1 h2 h3 h4 h5 h6 section table tr ul'),
]

const safe: IOptions = {
  allowedTags: [
    ...names('a b blockquote br code em h1 h2 h3 h4 h5 h6 hr i li ol p pre s strong sub sup'),
    ...names('table tbody td th thead tr u ul'),
  ],
  allowedAttributes: { a: ['href'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  nonTextTags: unread,
}

async function loadSafeHtml(): Promise<Transform> {
  const { default: sanitize } = await import('sanitize-html')
  return (text) => sanitize(hasTooManyTags(text) ? withoutMarks(text) : text, safe)
}

/** Only what breaks lines is kept, to be read as breaks. */
const lineTags: IOptions = { allowedTags: ['br', ...blocks, 'td', 'th'], allowedAttributes: {}, nonTextTags: unread }

/** Where HTML begins an element, a comment or a declaration (WHATWG HTML, 13.2.5.6, tag open state). */
const opening = /<[a-z!/?]/i
/** [X-html] As deep as entities within entities are read, and as many tags: the parser's time grows with their square. */
const roundsAtMost = 8
const tagsAtMost = 10_000

/** [X-html] The text that a browser shows, as long as any of it is still markup. */
async function loadTextOfHtml(): Promise<Transform> {
  const [{ default: sanitize }, { decodeHTML }] = await Promise.all([import('sanitize-html'), import('entities')])
  const strip = (text: string): string => {
    const marked = sanitize(text, lineTags)
    return decodeHTML(opening.test(text) ? asLines(marked) : marked)
  }
  return (text) => {
    let before = text
    for (let round = 0; round < roundsAtMost && !hasTooManyTags(before); round++) {
      if (!/[<&]/.test(before)) return before
      const after = strip(before)
      if (after === before) return before
      before = after
    }
    return withoutMarks(before)
  }
}

function hasTooManyTags(text: string): boolean {
  let count = 0
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) if (++count > tagsAtMost) return true
  return false
}

/** Without these two characters there is no markup. */
function withoutMarks(text: string): string {
  return text.replace(/[<&]/g, '')
}

/** A text with tags, as a browser lays it out: white space is one space, `br` and blocks end lines, cells are parted by tabs. */
function asLines(marked: string): string {
  const lines: string[] = []
  let line = ''
  for (const part of marked.split(/(<[^>]*>)/)) {
    if (!part.startsWith('<')) line += part.replace(/[ \t\r\n\f]+/g, ' ')
    else if (part === '</td>' || part === '</th>') line += '\t'
    else if (part === '<br />' || (part !== '<td>' && part !== '<th>' && line.trim() !== '')) {
      lines.push(line.trim())
      line = ''
    }
  }
  return [...lines, line].join('\n').trim()
}
