import { defineConfig } from '@playwright/test'

// The tests start the real application with Playwright's Electron support: no browser is downloaded.
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'artifacts/e2e',
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'artifacts/e2e.json' }]],
})
