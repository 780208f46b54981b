import { mkdir, rm, writeFile } from 'node:fs/promises'
import { expect, test } from './support/headgate.ts'

test('the page has a policy that starts from nothing', async ({ running: { page } }) => {
  const response = await page.reload()
  const policy = response?.headers()['content-security-policy'] ?? ''
  expect(policy.split('; ')[0]).toBe(`default-src 'none'`)
  expect(policy).toContain(`script-src 'self'`)
  expect(policy).not.toContain('unsafe')
  const again = (await page.reload())?.headers()['content-security-policy']
  expect(again, 'a nonce serves one load').not.toBe(policy)
})

test('no other page is navigated to and no window is opened', async ({ running: { app, page } }) => {
  await expect(page.getByRole('heading', { name: 'Import a file' })).toBeVisible()
  const before = page.url()
  await page.evaluate(() => {
    window.location.href = 'https://example.com/'
  })
  const opened = await page.evaluate(() => window.open('https://example.com/') !== null)
  await page.waitForTimeout(500)
  expect(opened).toBe(false)
  expect(page.url()).toBe(before)
  expect(app.windows()).toHaveLength(1)
  // Not by a locator: Playwright would wait for the refused navigation to end.
  expect(await page.evaluate(() => document.querySelector('h1')?.textContent)).toBe('Import a file')
})

test('nothing of Node is in the page', async ({ running: { page } }) => {
  const found = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in window),
  )
  expect(found).toEqual([])
})

test('permissions are denied', async ({ running: { page } }) => {
  const states = await page.evaluate(async () => {
    const asked = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'] as const
    return Promise.all(
      asked.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state),
    )
  })
  expect(new Set(states)).toEqual(new Set(['denied']))
})

test('nothing outside the renderer folder is served', async ({ running: { app } }) => {
  const statuses = await app.evaluate(async ({ net }) => {
    const paths = [
      '/index.html',
      '/%2e%2e/main/index.js',
      '/..%2fmain%2findex.js',
      '/..%5cmain%5cindex.js',
      '/nothing.js',
    ]
    return Promise.all(paths.map(async (path) => (await net.fetch(`app://headgate${path}`)).status))
  })
  expect(statuses).toEqual([200, 404, 404, 404, 404])
})

test('an unknown operation and an input that does not fit are refused as values', async ({ running: { page } }) => {
  const answers = await page.evaluate(async () => {
    type Loose = {
      call(name: string, input: unknown): Promise<{ ok: boolean; error?: { code: string; message: string } }>
    }
    const { headgate } = window as unknown as { headgate: Loose }
    return Promise.all([
      headgate.call('workspace.erase', {}),
      headgate.call('constructor', {}),
      headgate.call('imports.show', { importId: 'one' }),
      headgate.call('imports.show', { importId: 1, more: true }),
      headgate.call('imports.show', { importId: 4711 }),
    ])
  })
  expect(answers.map((answer) => (answer.ok ? 'ok' : answer.error?.code))).toEqual([
    'usage',
    'usage',
    'usage',
    'usage',
    'import-unknown',
  ])
  expect(answers[2]?.error?.message).toContain('importId')
})

test('a workspace that cannot be opened is explained, and can be tried again', async ({ headgate }) => {
  // A file where the folder should be.
  await writeFile(headgate.workspace, 'in the way')
  const { page } = await headgate.start()
  await expect(page.getByRole('heading', { name: 'The workspace cannot be opened' })).toBeVisible()
  await expect(page.getByRole('alert')).not.toBeEmpty()
  await rm(headgate.workspace)
  await mkdir(headgate.workspace)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'Import a file' })).toBeVisible()
})
