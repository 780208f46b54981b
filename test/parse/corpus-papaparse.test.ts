import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Dialect } from '../../src/main/engine/parse/dialect.ts'
import { sniffDialect } from '../../src/main/engine/infer/sniff-dialect.ts'
import { foreignCorpus } from '../support/corpus.ts'
import { readText } from './read-text.ts'

const { path: file, present } = foreignCorpus('papaparse-vectors', 'vectors.json')

interface Vector {
  readonly description: string
  readonly input: string
  readonly config: Readonly<Record<string, unknown>> | null
  readonly expected: { readonly data: unknown; readonly errors?: readonly { readonly type: string }[] }
}

/** What a setting of PapaParse asks for that is no matter of reading cells here. */
const otherSettings: Readonly<Record<string, string>> = {
  header: 'naming the columns is the header sniffer’s and `uniqueNames`’',
  dynamicTyping: 'every value stays text',
  preview: 'a limit is the reader’s',
  skipEmptyLines: 'blank records are told apart later, and counted',
  skipFirstNLines: 'skipping is the reader’s',
  worker: 'threads are the pipeline’s',
}

/** Cases that differ here, by rules of ours. */
const otherRules: Readonly<Record<string, string>> = {
  'Quoted field has no closing quote': '[S5] an unclosed quote costs its line only',
  'Quoted field has invalid trailing quote after delimiter with a valid closer':
    '[S5] its closer is none here: the text goes on',
  'Quoted field has invalid trailing quote after delimiter': '[S5]',
  'Quoted field has invalid trailing quote before delimiter': '[S5]',
  'Quoted field has invalid trailing quote after new line': '[S5]',
  'Bad comments value specified': 'the contract takes a text only',
  'Bad delimiter (\\n)': '[D5] refused instead of replaced',
  'Mixed slash n and slash r should choose first as precident': '[C2] a CR among LF is text',
}

const vectors: Record<string, Vector[]> = present ? JSON.parse(readFileSync(file, 'utf8')) : {}
const cases = [...(vectors['CORE_PARSER_TESTS'] ?? []), ...(vectors['PARSE_TESTS'] ?? [])].filter(
  ({ description, config }) =>
    !(description in otherRules) && !Object.keys(config ?? {}).some((setting) => setting in otherSettings),
)

/** A vector's settings as a dialect; what it leaves open is sniffed, as PapaParse guesses it. */
function dialectOf({ input, config }: Vector): Dialect {
  const { delimiter, quoteChar, escapeChar, newline, comments } = (config ?? {}) as Record<string, string | boolean>
  const newlines: Record<string, 'lf' | 'crlf' | 'cr'> = { '\n': 'lf', '\r\n': 'crlf', '\r': 'cr' }
  const quote = typeof quoteChar === 'string' ? quoteChar : '"'
  const {
    confidence: _,
    reason: __,
    ...sniffed
  } = sniffDialect([input], {
    quote,
    escape: typeof escapeChar === 'string' ? escapeChar : quote,
    spacing: 'exact',
    comment: comments === true ? '#' : typeof comments === 'string' ? comments : '',
    ...(typeof delimiter === 'string' ? { delimiter } : {}),
    ...(typeof newline === 'string' && newlines[newline] ? { newline: newlines[newline] } : {}),
  })
  return { ...sniffed, newline: sniffed.newline === 'mixed' ? 'lf' : sniffed.newline }
}

describe.skipIf(!present)('papaparse-vectors', () => {
  it('apply for the most part', () => {
    expect(cases.length).toBeGreaterThan(100)
  })

  it.each(cases.map((vector, index) => [`${index} ${vector.description}`, vector] as const))(
    '%s',
    async (_, vector) => {
      const input = vector.input.replace(/^\uFEFF/, '')
      const { records, skipped, faults } = await readText(input, dialectOf(vector), { chunkBytes: 4 })
      const expected = vector.expected.data as string[][]
      const rows = records.filter((__, index) => !skipped.includes(index))
      // PapaParse takes what follows the last line end for one more, empty record.
      const last = expected.at(-1)
      const wanted =
        last?.length === 1 && last[0] === '' && rows.length === expected.length - 1 ? expected.slice(0, -1) : expected
      expect(rows).toEqual(wanted)
      const wrong = vector.expected.errors?.filter(({ type }) => type === 'Quotes').length ?? 0
      expect(faults.length > 0).toBe(wrong > 0)
    },
  )
})
