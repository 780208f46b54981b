import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inProject } from '../../scripts/shared/project.ts'
import { foreignCorpus } from '../support/corpus.ts'
import { headgate } from '../support/headgate.ts'

const { path: corpus, present } = foreignCorpus('hostile')

/** How `cat` and `inspect` must end: a refusal whose message has these words, or the table, with words about its faults. */
type Verdict = { readonly refused: string } | { readonly cat: string | RegExp; readonly said?: readonly string[] }

const control: Verdict = { cat: 'id,name\r\n1,ok\r\n' }
const hostile = (words: string): Verdict => ({ refused: `made to harm: ${words}` })

const verdicts: Readonly<Record<string, Verdict>> = {
  'xlsx/00-control-ok.xlsx': control,
  'xlsx/13-bomb-overlapping-entries.xlsx': hostile('"xl/media/a0000.bin" and'),
  'xlsx/20-billion-laughs-sharedStrings.xlsx': hostile('it defines a document type'),
  'xlsx/22-billion-laughs-workbook.xlsx': hostile('it defines a document type'),
  'xlsx/24-quadratic-blowup.xlsx': hostile('it defines a document type'),
  'xlsx/26-xxe-http.xlsx': hostile('it defines a document type'),
  'xlsx/28-external-rel-target.xlsx': hostile('sheet "Sheet1" would be fetched'),
  'xlsx/32-duplicate-sheet-entries.xlsx': hostile('it holds "xl/worksheets/sheet1.xml" twice'),
  'xlsx/34-uppercase-part-names.xlsx': control,
  'xlsx/41-truncated-half.xlsx': { refused: 'is damaged' },
  'xlsx/43-wrong-crc.xlsx': { refused: 'does not match its checksum' },
  'xlsx/45-empty-zip.xlsx': { refused: 'empty zip archive' },
  // A table of HTML, with a notice; nothing of it runs.
  'xlsx/47-html-named.xls': control,
  'xlsx/49-prefix-garbage.xlsx': { refused: 'other bytes before it' },
  'xlsx/50-dimension-lie-huge.xlsx': control,
  'xlsx/52-sparse-last-cell.xlsx': { cat: /^id,name\r\n1,ok\r\n,{16383}[^,]*\r\n$/, said: ['row 1048576'] },
  'xlsx/54-no-refs.xlsx': control,
  'xlsx/56-shared-string-index-bad.xlsx': { cat: /^id\r\n/, said: ['row 2', 'row 3', 'no readable value'] },
  'xlsx/58-numbers.xlsx': {
    cat: /^id\r\n0\.1\r\n0\.0000001\r\n/,
    said: ['row 4', 'row 5', 'row 6', 'row 7', 'row 11', 'more digits in the file'],
  },
  'xlsx/60-formulas-no-cache.xlsx': {
    cat: 'id\r\nab\r\n#DIV/0!\r\nTRUE\r\n2024-02-29T12:00:00\r\n',
    said: ['row 2', 'row 4', 'no stored result'],
  },
  'xlsx/62-x-escapes.xlsx': { cat: 'id\r\n"a\rb_x0041_"\r\nrich text\r\n' },
  'xlsx/64-dates-1900.xlsx': {
    cat: /\r\n1900-01-01\r\n1900-02-28\r\n1900-02-29\r\n1900-03-01\r\n2024-02-29T12:00:00\r\n-1\r\n9999-12-31\r\n2958466\r\n$/,
    said: ['row 5', 'row 8', 'row 10', '29 February 1900'],
  },
  'xlsx/66-hostile-sheet-names.xlsx': control,
  'xlsx/68-utf16-sheet.xlsx': control,
  'xlsx/70-deep-nesting.xlsx': control,
  'xlsx/72-proto-header.xlsx': { cat: '__proto__,constructor\r\n1,ok\r\n' },
  'csv/formula-injection.csv': { cat: /^id,payload\r\n1,"DDE \(""cmd"";""\/C calc"";/ },
  'csv/nul-bytes.csv': { cat: 'id,name\r\n1,a\0b\r\n2,\0\r\n3,ok\r\n' },
  'csv/unclosed-quote-last.csv': { cat: /^a,b\r\n1,"""x"\r\n/, said: ['row 2, line 2', 'never closed'] },
  'csv/mixed-eol.csv': { cat: 'a,b\r\n1,2\r\n3,4\r\n5,6\r\n' },
  'csv/bom-only.csv': { refused: 'is empty' },
  'csv/blank-lines.csv': { cat: 'a,b\r\n1,2\r\n' },
  'csv/utf8-truncated-tail.csv': { cat: 'a,b\r\n1,\ufffd\r\n', said: ['row 2, line 2', 'not text in the encoding'] },
  'csv/latin1-in-utf8.csv': { cat: 'a,b\r\n1,é\r\n2,\ufffd\r\n', said: ['row 3, line 3'] },
  'csv/one-line-5M-columns.csv.gz': { refused: 'too many columns' },
  'csv/errors-every-row-2M.csv.gz': { cat: /^id,amount\r\n(x,not-a-number\r\n){2000000}$/ },
}

/** What a run came to; its output is kept only where it is looked at. */
interface Measured {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly peakBytes: number
}

const hangMs = 120_000
const mostBytes = 512 * 1024 * 1024

/** Loaded into the command, tells on another pipe what it took, whatever it ends with. */
const tellPeak = `data:text/javascript,${encodeURIComponent(
  `import{writeSync}from'node:fs';process.on('exit',()=>{try{writeSync(3,process.resourceUsage().maxRSS+'\\n')}catch{}})`,
)}`

function run(args: readonly string[]): Promise<Measured> {
  const child = spawn(process.execPath, ['--import', tellPeak, inProject('bin', 'headgate.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    timeout: hangMs,
  })
  return new Promise((resolve, reject) => {
    const parts = [1, 2, 3].map((descriptor) => {
      const kept: Buffer[] = []
      child.stdio[descriptor]?.on('data', (part: Buffer) => kept.push(part))
      return kept
    })
    child.on('error', reject)
    child.on('close', (code) => {
      const [stdout, stderr, peak] = parts.map((kept) => Buffer.concat(kept).toString('utf8')) as [
        string,
        string,
        string,
      ]
      const peaks = peak.trim().split('\n').map(Number)
      resolve({ code, stdout, stderr, peakBytes: Math.max(...peaks) * 1024 })
    })
  })
}

describe.skipIf(!present)('foreign hostile files', () => {
  it.each(Object.entries(verdicts))('%s', async (name, verdict) => {
    const path = join(corpus, name)
    const [cat, inspected] = await Promise.all([run(['cat', path]), run(['inspect', path])])
    const exit = 'refused' in verdict ? 2 : 0
    expect([cat.code, inspected.code], cat.stderr).toEqual([exit, exit])
    for (const { peakBytes } of [cat, inspected]) expect(peakBytes).toBeLessThan(mostBytes)
    if ('refused' in verdict) {
      expect(cat.stdout).toBe('')
      for (const { stderr } of [cat, inspected]) expect(stderr).toContain(verdict.refused)
      return
    }
    expect(inspected.stdout).toContain(basename(name))
    if (typeof verdict.cat === 'string') expect(cat.stdout).toBe(verdict.cat)
    else expect(verdict.cat.test(cat.stdout), cat.stdout.slice(0, 500)).toBe(true)
    for (const words of verdict.said ?? []) expect(cat.stderr).toContain(words)
    if (verdict.said === undefined) expect(cat.stderr).toBe('')
  })

  it('csv/quotes-only-100MiB.csv.gz: a quote without end is looked at no longer than a cell may be', async () => {
    const { code, peakBytes } = await run(['inspect', join(corpus, 'csv/quotes-only-100MiB.csv.gz')])
    expect(code).toBe(0)
    expect(peakBytes).toBeLessThan(mostBytes)
  })

  it('hidden sheets of hostile names are marked', async () => {
    const { stdout } = await headgate(['inspect', join(corpus, 'xlsx/66-hostile-sheet-names.xlsx'), '--json'])
    const { sheets } = JSON.parse(stdout) as { sheets: { name: string; hidden: boolean }[] }
    expect(sheets.some(({ hidden }) => hidden)).toBe(true)
    expect(new Set(sheets.map(({ name }) => name)).size).toBe(sheets.length)
  })

  it('every file of the manifest has a verdict', () => {
    const listed = readFileSync(join(corpus, 'MANIFEST.tsv'), 'utf8').trimEnd().split('\n').slice(1)
    const names = listed.map((line) => line.split('\t')[0]!)
    expect([...Object.keys(verdicts), 'csv/quotes-only-100MiB.csv.gz'].sort()).toEqual(names.sort())
  })
})
