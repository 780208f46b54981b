import { defineConfig } from 'vitest/config'

// The reporters are given on the command line by scripts/test.ts, which counts results from the JSON one.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'src/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Worker threads with native addons end cleanest in processes of their own.
    pool: 'forks',
  },
})
