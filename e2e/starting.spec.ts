import { spawn } from 'node:child_process'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { commandLine, expect, test } from './support/headgate.ts'
import { ordersFile } from './support/samples.ts'

test('a file named at the start is opened', async ({ headgate }) => {
  const { page } = await headgate.start([ordersFile])
  await expect(page.getByRole('button', { name: 'Import orders.csv' })).toBeVisible()
})

test('a second start hands its file to the first and leaves', async ({ headgate, running: { app, page } }) => {
  await expect(page.getByRole('heading', { name: 'Import a file' })).toBeVisible()
  const file = join(headgate.folder, 'second.csv')
  await copyFile(ordersFile, file)
  const { executable, args } = commandLine(headgate.folder, headgate.workspace, [file])
  const code = await new Promise((resolve) => spawn(executable, args, { stdio: 'ignore' }).on('exit', resolve))
  expect(code).toBe(0)
  await expect(page.getByRole('button', { name: 'Import second.csv' })).toBeVisible()
  expect(app.windows()).toHaveLength(1)
})
