import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { showWindowHint } from './shared/display.ts'
import { inProject, projectFolder } from './shared/project.ts'
import { exitCodeOf } from './shared/run.ts'
import { runMain } from './shared/run-main.ts'

interface ImportResult {
  imports: {
    importId: string
    rows: { read: number; accepted: number; rejected: number; blank: number; skipped: number }
    issues: number
    elapsedMs: number
    rowsPerSecond: number
  }[]
}

interface Issue {
  rowNumber: number
  field: string | null
  code: string
  severity: string
  message: string
  hint: string | null
}

interface QueryResult {
  columns: { name: string }[]
  rows: (string | number | null)[][]
}

const query =
  'select status, count(*) as orders, sum(amount) as amount from orders group by status order by orders desc'
const shownIssues = 5

/** Shows the main job from file to answer on the command line; answers the exit code. */
export async function runDemo(): Promise<number> {
  const own = process.env.HEADGATE_WORKSPACE
  const workspace = own ? own : mkdtempSync(join(tmpdir(), 'headgate-demo-'))
  say(`Workspace: ${workspace}\n`)

  // In a workspace that is kept, the demo can be run again.
  const repeat = own ? ['--again'] : []
  const files = ['samples/orders.csv', '--schema', 'samples/order-import.schema.json', '--into', 'orders']
  const imported = await headgate(workspace, ['import', ...files, ...repeat, '--json'])
  if (imported.code !== 0) return imported.code
  const result = (JSON.parse(imported.stdout) as ImportResult).imports[0]
  if (!result) throw new Error('`headgate import` answered no import')
  const { rows } = result
  say(
    `\n${count(rows.read)} rows read in ${(result.elapsedMs / 1000).toFixed(1)} s (${count(result.rowsPerSecond)} a second)`,
  )
  say(`${count(rows.accepted)} accepted, ${count(rows.rejected)} rejected with ${count(result.issues)} issues\n`)

  const issues = await headgate(workspace, ['issues', result.importId, '--format', 'ndjson'])
  if (issues.code !== 0) return issues.code
  const lines = issues.stdout.split('\n').filter((line) => line !== '')
  say(`The first ${shownIssues} of ${count(lines.length)} issues:`)
  for (const line of lines.slice(0, shownIssues)) sayIssue(JSON.parse(line) as Issue)

  const answer = await headgate(workspace, ['query', query, '--json'])
  if (answer.code !== 0) return answer.code
  say(`\n> ${query}`)
  sayTable(JSON.parse(answer.stdout) as QueryResult)

  say(`\nThe same in a window: ${showWindowHint}`)
  say(`More on the command line: ./bin/headgate.mjs --help (this workspace: --workspace ${workspace})`)
  return 0
}

/** Runs the command line as anybody would; its progress and its complaints appear as they come. */
function headgate(workspace: string, args: readonly string[]): Promise<{ code: number; stdout: string }> {
  const shown = args.map((arg) => (/^[\w./-]+$/.test(arg) ? arg : `"${arg}"`)).join(' ')
  say(`$ ./bin/headgate.mjs ${shown}`)
  return new Promise((resolve, reject) => {
    const bin = inProject('bin', 'headgate.mjs')
    const child = spawn(process.execPath, [bin, ...args, '--workspace', workspace], {
      cwd: projectFolder,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let stdout = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code: exitCodeOf(code, signal), stdout }))
  })
}

function sayIssue({ rowNumber, field, code, severity, message, hint }: Issue): void {
  say(`  ${message}${hint ? ` ${hint}` : ''}`)
  say(`    row ${count(rowNumber)}${field === null ? '' : `, field ${field}`}, ${severity}, ${code}`)
}

function sayTable({ columns, rows }: QueryResult): void {
  const cells = [columns.map((column) => column.name), ...rows.map((row) => row.map((value) => String(value ?? '')))]
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)))
  for (const row of cells) say(`  ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')}`.trimEnd())
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

if (import.meta.main) await runMain(runDemo)
