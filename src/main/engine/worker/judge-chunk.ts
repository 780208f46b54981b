import type { IssueCode } from '../../../contract/issues.ts'
import type { ParseBytes } from '../parse/parse-bytes.ts'
import { countLines, isBlank } from '../parse/parse-text.ts'
import type { IssueCount } from '../store/chunks.ts'
import type { CompiledSchema, IssueList, StoredIssue } from '../validate/compile-schema.ts'

/** A chunk whose every record has its verdict, ready to be stored. Indexes are 0-based within the chunk. */
export interface JudgedChunk {
  readonly records: number
  readonly lines: number
  readonly blank: number
  readonly accepted: {
    readonly indexes: number[]
    /** The clean cells of each row, as the JSON array that is stored. */
    readonly cells: string[]
    /** The raw texts of changed cells as JSON, null where none changed. */
    readonly changed: (string | null)[]
  }
  readonly issueRows: {
    readonly indexes: number[]
    readonly lineOffsets: number[]
    /** Number of the row's first issue within the chunk. */
    readonly firstIssues: number[]
    readonly issues: string[]
    /** The raw cells of a rejected row as JSON, null for a row that was accepted all the same. */
    readonly cells: (string | null)[]
  }
  readonly issues: number
  readonly counts: readonly IssueCount[]
}

/** Parses and judges a chunk: the loop that every row goes through. */
export function judgeChunk(
  bytes: Buffer,
  unclosedQuote: boolean,
  parse: ParseBytes,
  schema: CompiledSchema,
): JudgedChunk {
  const { records, faults } = parse(bytes, unclosedQuote)
  const accepted: JudgedChunk['accepted'] = { indexes: [], cells: [], changed: [] }
  const issueRows: JudgedChunk['issueRows'] = { indexes: [], lineOffsets: [], firstIssues: [], issues: [], cells: [] }
  const counts = issueCounter()
  const clean: (string | null)[] = []
  const issues: IssueList = []
  let blank = 0
  let lines = 0
  let issueTotal = 0

  for (let index = 0; index < records.length; index++) {
    const record = records[index] as string[]
    const lineOffset = lines
    lines += countLines(record)
    issues.length = 0
    let changed: Record<number, string> | null = null
    const fault = faults.get(index)
    if (fault) {
      issues.push([fault.position, fault.code])
    } else {
      const ragged = record.length === schema.sourceWidth ? null : raggedness(record, schema.sourceWidth)
      if (ragged === 'blank') {
        blank++
        continue
      }
      if (ragged !== null) issues.push([-1, ragged])
      else {
        if (record[0] === '' && isBlank(record)) {
          blank++
          continue
        }
        changed = schema.judge(record, clean, issues)
      }
    }
    if (issues.length > 0) {
      const rejected = issues.some(isError)
      issueRows.indexes.push(index)
      issueRows.lineOffsets.push(lineOffset)
      issueRows.firstIssues.push(issueTotal)
      issueRows.issues.push(JSON.stringify(issues))
      issueRows.cells.push(rejected ? JSON.stringify(record) : null)
      issueTotal += issues.length
      counts.add(issues)
      if (rejected) continue
    }
    accepted.indexes.push(index)
    accepted.cells.push(JSON.stringify(clean))
    accepted.changed.push(changed === null ? null : JSON.stringify(changed))
  }
  return { records: records.length, lines, blank, accepted, issueRows, issues: issueTotal, counts: counts.list() }
}

function isError(issue: StoredIssue): boolean {
  return issue[2] === undefined || issue[2] === 'error'
}

/** What is wrong with a record of another width than the header; surplus empty cells are no fault. */
function raggedness(record: readonly string[], width: number): IssueCode | 'blank' | null {
  if (isBlank(record)) return 'blank'
  if (record.length < width) return 'too-few-cells'
  for (let position = width; position < record.length; position++) if (record[position] !== '') return 'too-many-cells'
  return null
}

function issueCounter(): { add: (issues: IssueList) => void; list: () => IssueCount[] } {
  const counts = new Map<string, { position: number; code: string; severity: string; count: number }>()
  return {
    add: (issues) => {
      for (const [position, code, severity = 'error'] of issues) {
        const key = `${position} ${code} ${severity}`
        const found = counts.get(key)
        if (found) found.count++
        else counts.set(key, { position, code, severity, count: 1 })
      }
    },
    list: () => [...counts.values()],
  }
}
