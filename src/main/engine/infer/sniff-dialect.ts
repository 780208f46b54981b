import type { DialectChoice, ReadingOptions } from '../../../contract/reading.ts'
import { AppError } from '../lib/app-error.ts'
import type { Dialect } from '../parse/dialect.ts'
import { common, delimiterCandidates } from './delimiter-candidates.ts'
import { scoreDialect, type Score } from './score-dialect.ts'
import { sniffComment, sniffQuoting } from './sniff-quoting.ts'
import { sniffNewline } from './sniff-newline.ts'

const names: Readonly<Record<string, string>> = {
  ',': 'a comma',
  ';': 'a semicolon',
  '\t': 'a tab',
  '|': 'a pipe',
  ':': 'a colon',
  ' ': 'a space',
  '^': 'a caret',
  '~': 'a tilde',
  '\u001f': 'a unit separator',
}

const headLength = 128 * 1024
const blockLength = 16 * 1024

/**
 * The dialect of a file by samples of its text: the first is its beginning, as whole lines; the others are blocks from elsewhere
 * that may begin and end anywhere. Several hypotheses are weighed ([D1] to [D10]); options that are given are taken as they are.
 * @throws AppError `usage` for options that contradict each other
 */
export function sniffDialect(samples: readonly string[], options: ReadingOptions): DialectChoice {
  refuseImpossible(options)
  const head = wholeLines(samples[0] ?? '', headLength)
  const elsewhere = samples.slice(1).map(innerLines)
  const quote = options.quote ?? '"'
  const newline = options.newline ?? sniffNewline(head, quote)
  const plain: Dialect = {
    delimiter: ',',
    quote,
    escape: quote === '' ? '' : (options.escape ?? quote),
    newline: newline === 'mixed' ? 'lf' : newline,
    spacing: options.spacing ?? 'exact',
    comment: options.comment ?? '',
  }
  const comment = options.comment ?? sniffComment(head, plain)
  const base = { ...plain, comment }
  const chosen = chooseDelimiter(head, elsewhere, base, options)
  const dialect = sniffQuoting(head, elsewhere, { ...base, ...chosen.cut }, options)
  const score = scoreDialect(head, elsewhere, dialect)
  const returns = options.newline === undefined && newline !== 'cr' ? scoreReturns(head, elsewhere, score) : null
  const { confidence, reason } = chosen.why(returns ?? score)
  return {
    ...dialect,
    newline: returns === null ? newline : 'any',
    confidence: Math.round(confidence * 100) / 100,
    reason,
  }
}

/** [D2] the score with a CR alone as line end, where there are such and the records are cut more alike by them; else null. */
function scoreReturns(head: string, elsewhere: readonly string[], without: Score): Score | null {
  if (!/\r(?!\n)/.test(head)) return null
  const score = scoreDialect(head, elsewhere, { ...without.dialect, newline: 'any' })
  return score.share > without.share && score.share >= 0.9 && score.width >= 2 ? score : null
}

interface Chosen {
  readonly cut: Pick<Dialect, 'delimiter' | 'spacing'>
  readonly why: (score: Score) => { confidence: number; reason: string }
}

function chooseDelimiter(head: string, elsewhere: readonly string[], base: Dialect, options: ReadingOptions): Chosen {
  const { spacing } = base
  if (options.delimiter !== undefined) {
    return { cut: { delimiter: options.delimiter, spacing }, why: () => ({ confidence: 1, reason: 'Chosen by you.' }) }
  }
  const said = sepLine(head)
  if (said !== null) {
    const reason = `The first line says "sep=${said}".`
    return { cut: { delimiter: said, spacing }, why: () => ({ confidence: 0.99, reason }) }
  }
  const scored = delimiterCandidates(head, elsewhere, base, options.spacing === undefined)
  const best = scored[0]
  if (best === undefined || best.width < 2 || looksLikeProse(best)) {
    const seen = best !== undefined && best.score > 0
    const reason = seen
      ? 'No delimiter cuts the records alike: the file has one column.'
      : 'No delimiter was seen: the file has one column.'
    const confidence = seen ? 0.5 : 0.9
    return {
      cut: { delimiter: uncutting(head, base), spacing },
      why: ({ records }) => ({ confidence: records > 1 ? confidence : 0.5, reason }),
    }
  }
  const next = scored[1]?.score ?? 0
  const { delimiter, spacing: cutSpacing } = best.dialect
  return { cut: { delimiter, spacing: cutSpacing }, why: (score) => explain(score, best, next) }
}

/** [D3] a text with delimiters here and there, and none in its first record, has one column. */
function looksLikeProse({ share, firstWidth, prose }: Score): boolean {
  return firstWidth === 1 && (share < 0.75 || prose)
}

/** [D3] the first common delimiter that leaves every record whole. */
function uncutting(head: string, base: Dialect): string {
  return (
    common.find((delimiter) => {
      const { width, share } = scoreDialect(head, [], { ...base, delimiter })
      return width === 1 && share === 1
    }) ?? ','
  )
}

/** How sure a choice is: by the share of records that it cuts alike, the distance to the next, and how much was seen. */
function explain(score: Score, best: Score, next: number): { confidence: number; reason: string } {
  const { width, alike, records, share } = score
  const margin = Math.max(0, 1 - next / best.score)
  const seen = records === 1 ? 0.7 : records < 4 ? 0.93 : 0.99
  const { delimiter, spacing } = score.dialect
  const name = spacing === 'runs' ? (delimiter === ' ' ? 'runs of spaces' : 'runs of tabs') : nameOf(delimiter)
  const counted =
    records === 1
      ? `the only record has`
      : alike === records
        ? `all ${records} sampled records have`
        : `${alike} of ${records} sampled records have`
  return {
    confidence: Math.max(0.4, Math.min(seen, 0.5 + 0.5 * share * Math.cbrt(margin))),
    reason: `With ${name}, ${counted} ${width} cells.`,
  }
}

function nameOf(delimiter: string): string {
  return names[delimiter] ?? `"${delimiter}"`
}

/** [D6] the delimiter that a first line such as `sep=;` names, Excel's convention; null where there is none. */
export function sepLine(text: string): string | null {
  const [, quoted, plain] = /^\uFEFF?(?:"sep=([^\r\n])"|sep=([^\r\n]))[ \t]*(?:\r|\n|$)/i.exec(text) ?? []
  const said = quoted ?? plain
  return said === undefined || /["\0]/.test(said) ? null : said
}

/** The whole lines at the beginning of a text, up to a length; of a longer line only so much. */
function wholeLines(text: string, length: number): string {
  if (text.length <= length) return text
  const part = text.slice(0, length)
  const end = Math.max(part.lastIndexOf('\n'), part.lastIndexOf('\r'))
  return end === -1 ? part : part.slice(0, end + 1)
}

/** A block from elsewhere without its first and last line, which may be cut. */
function innerLines(block: string): string {
  const start = /\r\n|\n|\r/.exec(block)
  return start === null
    ? ''
    : wholeLines(`${block.slice(start.index + start[0].length)} `, blockLength).replace(/ $/, '')
}

/** [D5] what no tokenizer could tell apart is refused instead of read in some way. */
function refuseImpossible({ delimiter, quote = '"', escape, comment }: ReadingOptions): void {
  const problem = impossibility(delimiter, quote, quote === '' ? '' : (escape ?? quote), comment)
  if (problem !== null) {
    throw new AppError('usage', `The file cannot be read like that: ${problem}.`, {
      hint: 'Leave the option out, and it is found by looking at the file.',
    })
  }
}

function impossibility(delimiter: string | undefined, quote: string, escape: string, comment = ''): string | null {
  for (const character of [quote, escape]) {
    if (character !== '' && !/^[!-~]$/.test(character)) return 'the quote has to be a visible ASCII character'
    if (character !== '' && delimiter?.includes(character)) return `the delimiter may not hold ${character}`
  }
  if (delimiter !== undefined && /["\r\n\0\ufeff]/.test(delimiter)) {
    return 'the delimiter may hold neither a line end nor a double quote'
  }
  if (/[\r\n]/.test(comment)) return 'a comment mark may not hold a line end'
  if (comment !== '' && (comment.startsWith(quote || '\0') || comment === delimiter)) {
    return 'a comment may not begin like a quoted cell or an empty one'
  }
  return null
}
