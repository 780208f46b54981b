import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { dropFiles } from './support/actions.ts'
import { expect, test } from './support/headgate.ts'

const rows = 1_500_000

/** A file that takes long enough to be interrupted. */
async function writeLongFile(file: string): Promise<void> {
  const block = Array.from(
    { length: 1000 },
    (_, index) => `${index},ada@example.org,${index}.50,2025-03-04,pending\n`,
  ).join('')
  await writeFile(file, `id,email,amount,day,status\n${block.repeat(rows / 1000)}`)
}

/** Answers the question that the system would show, and counts how often it was asked. */
async function answerQuestion(app: ElectronApplication, response: number): Promise<void> {
  await app.evaluate(({ dialog }, answer) => {
    const asked = globalThis as unknown as { asked: string[] }
    asked.asked = []
    dialog.showMessageBox = (...args: unknown[]) => {
      asked.asked.push((args.at(-1) as { message: string }).message)
      return Promise.resolve({ response: answer, checkboxChecked: false })
    }
  }, response)
}

const questions = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)

async function startLongImport(page: Page, file: string): Promise<void> {
  await writeLongFile(file)
  await dropFiles(page, [file])
  await page.getByRole('button', { name: 'Import long.csv' }).click()
  await expect(page.getByRole('progressbar', { name: 'long.csv' })).toBeVisible()
}

test('quitting during an import asks, keeps what was read, and the next start offers to go on', async ({
  headgate,
}) => {
  const first = await headgate.start()
  await startLongImport(first.page, join(headgate.folder, 'long.csv'))

  await answerQuestion(first.app, 1)
  await first.app.evaluate(({ app }) => app.quit())
  await expect.poll(() => questions(first.app)).toEqual(['long.csv is still being imported.'])
  await expect(first.page.getByRole('progressbar', { name: 'long.csv' })).toBeVisible()

  await answerQuestion(first.app, 0)
  const closed = first.app.waitForEvent('close')
  await first.app.evaluate(({ app }) => app.quit()).catch(() => undefined)
  await closed

  const second = await headgate.start()
  await expect(second.page.getByText('An import was stopped half-way')).toBeVisible()
  await second.page.getByRole('button', { name: 'Resume' }).click()
  await expect(second.page.getByText('long.csv is in long')).toBeVisible({ timeout: 90_000 })
  await expect(second.page.getByText(rows.toLocaleString('en'), { exact: true }).first()).toBeVisible()
  expect([...first.faults, ...second.faults]).toEqual([])
})

test('an import can be stopped and dropped in the window', async ({ headgate }) => {
  const { page, faults } = await headgate.start()
  await startLongImport(page, join(headgate.folder, 'long.csv'))
  await page.getByRole('button', { name: 'Stop, keep for later' }).click()
  await expect(page.getByText('long.csv was stopped half-way')).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Drop', exact: true }).click()
  await page.getByRole('button', { name: /^Drop [\d,]+ rows$/ }).click()
  await expect(page.getByText('long.csv was cancelled; nothing was kept')).toBeVisible()
  expect(faults).toEqual([])
})

test('nothing is asked when nothing runs', async ({ headgate }) => {
  const { app, page } = await headgate.start()
  await expect(page.getByRole('heading', { name: 'Import a file' })).toBeVisible()
  await answerQuestion(app, 1)
  const closed = app.waitForEvent('close')
  await app.evaluate(({ app: electron }) => electron.quit()).catch(() => undefined)
  await closed
})
