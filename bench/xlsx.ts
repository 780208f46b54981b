/**
 * What reading a large workbook costs beside SheetJS and ExcelJS: `npm run bench:xlsx -- --rows 200000 --runs 3`. Each contender
 * reads every cell in a process of its own, turn by turn; ratios are taken within each run. It prints figures and is no test.
 *
 *   --rows N   data rows of ten columns (200,000)     --only A,B   of headgate, sheetjs, exceljs
 *   --runs N   runs of each contender (3)
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { nodeTarget } from '../scripts/node-entries.ts'
import { warm } from './bench-files.ts'
import { alignedTable, median } from './figures.ts'
import { type Cost, measure } from './measure.ts'
import { xlsxFile } from './xlsx-file.ts'

const READER = fileURLToPath(new URL('./xlsx-read.ts', import.meta.url))
const EXCELJS = 'exceljs@4.4.0'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '200000' },
    runs: { type: 'string', default: '3' },
    only: { type: 'string', default: 'headgate,sheetjs,exceljs' },
  },
})
const rows = Math.max(1, Number(values.rows))
const runs = Math.max(1, Number(values.runs))

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** ExcelJS brings a hundred old packages, so it is none of the project's: it is installed for this run, into a folder that goes away. */
function installExcelJs(folder: string): boolean {
  say(`Installing ${EXCELJS} into ${folder} for this run.`)
  const args = ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', EXCELJS]
  const { status, stderr } = spawnSync('npm', args, { encoding: 'utf8' })
  if (status !== 0) say(`It cannot be installed, so it is left out: ${stderr?.trim().split('\n').at(-1) ?? 'no npm'}`)
  return status === 0
}

/** Bundles what the contenders run, as the product is bundled: otherwise Node would strip types while the clock runs. */
async function bundleReader(folder: string): Promise<string> {
  await build({
    configFile: false,
    root: fileURLToPath(new URL('../', import.meta.url)),
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: join(folder, 'bundle'),
      target: nodeTarget,
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { read: READER },
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  })
  return join(folder, 'bundle', 'read.mjs')
}

async function runOnce(reader: string, contender: string, path: string, folder: string): Promise<Cost | null> {
  const { exitCode, stdout, stderr, cost } = await measure(process.execPath, [reader, contender, path, folder])
  if (exitCode !== 0) {
    say(`  ${contender} failed: ${stderr.trim().slice(-500)}`)
    return null
  }
  say(`  ${contender}: ${cost.wallSeconds.toFixed(2)} s, ${(cost.peakBytes / 1e6).toFixed(0)} MB, ${stdout}`)
  return cost
}

/** Runs all contenders turn by turn; one that fails is left out from then on. */
async function compare(contenders: readonly string[], path: string, folder: string): Promise<Map<string, Cost[]>> {
  const reader = await bundleReader(folder)
  const costs = new Map<string, Cost[]>(contenders.map((contender) => [contender, []]))
  for (let run = 0; run < runs; run++) {
    for (const contender of contenders) {
      const known = costs.get(contender)
      if (known === undefined) continue
      const cost = await runOnce(reader, contender, path, folder)
      if (cost === null) costs.delete(contender)
      else known.push(cost)
    }
  }
  return costs
}

function table(costs: ReadonlyMap<string, readonly Cost[]>): string {
  const own = costs.get('headgate') ?? []
  const lines = [['', 'wall s', 'x headgate', 'cpu s', 'rows/s', 'peak MB']]
  for (const [contender, measured] of costs) {
    const middle = (pick: (cost: Cost) => number): number => median(measured.map(pick))
    const ratios = measured.map((cost, run) => cost.wallSeconds / (own[run]?.wallSeconds ?? Number.NaN))
    lines.push([
      contender,
      middle((cost) => cost.wallSeconds).toFixed(2),
      `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)})`,
      middle((cost) => cost.cpuSeconds).toFixed(2),
      Math.round(rows / middle((cost) => cost.wallSeconds)).toLocaleString('en-US'),
      (Math.max(...measured.map((cost) => cost.peakBytes)) / 1e6).toFixed(0),
    ])
  }
  return alignedTable(lines)
}

const folder = mkdtempSync(join(tmpdir(), 'headgate-exceljs-'))
try {
  let contenders = values.only.split(',')
  if (contenders.includes('exceljs') && !installExcelJs(folder)) {
    contenders = contenders.filter((contender) => contender !== 'exceljs')
  }
  const { path, bytes } = await xlsxFile(rows)
  say(`${rows.toLocaleString('en-US')} rows x 10 columns, ${(bytes / 1e6).toFixed(1)} MB, Node ${process.version}`)
  await warm(path)
  const costs = await compare(contenders, path, folder)
  say('\n  Medians; ratios within each run: median (least-most). Peak: the largest of all runs.')
  say(table(costs))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
