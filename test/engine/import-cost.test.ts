import { expect, it } from 'vitest'
import { importWith, useEngine } from '../support/engine.ts'
import { useTempFolder } from '../support/temp-folder.ts'

const folder = useTempFolder()
const engine = useEngine(() => ({ workspace: folder.path('workspace') }))

it("an import's time is that of the whole import, with the stages after reading", async () => {
  const path = folder.file('keys.csv', `key\n${Array.from({ length: 20_000 }, (_, index) => `k${index}`).join('\n')}\n`)
  const schemaDocument = { name: 'keys', fields: [{ name: 'key', unique: 'dataset' }] }
  const seen: { stage: string; at: number }[] = []
  const stop = engine().on('import:progress', ({ stage }) => seen.push({ stage, at: performance.now() }))
  const record = await importWith(engine(), { path, dataset: 'keys', schemaDocument })
  stop()
  const at = (stage: string): number => seen.find((one) => one.stage === stage)?.at ?? Number.NaN
  expect(record).toMatchObject({ state: 'completed', rows: { accepted: 20_000 } })
  expect(record.elapsedMs).toBeGreaterThanOrEqual(Math.floor(at('publishing') - at('reading')))
})
