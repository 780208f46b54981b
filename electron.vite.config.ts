import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { flatOutput, nativePackages, nodeEntries, nodeTarget, withMigrations } from './scripts/node-entries.ts'
import { inProject } from './scripts/shared/project.ts'

const { cli: _commandLine, ...threadEntries } = nodeEntries

// The targets are those of Electron 33, which the application must also run on (see scripts/electron-runtime.ts).
export default defineConfig({
  main: {
    plugins: [withMigrations()],
    build: {
      outDir: inProject('out/main'),
      target: nodeTarget,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: inProject('src/main/index.ts'), ...threadEntries },
        external: ['electron', ...nativePackages],
        output: flatOutput,
      },
    },
  },
  preload: {
    build: {
      outDir: inProject('out/preload'),
      target: nodeTarget,
      // A sandboxed preload can require nothing but electron: all else must be inside it.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: inProject('src/preload/index.ts') },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: inProject('src/renderer'),
    plugins: [react()],
    build: {
      outDir: inProject('out/renderer'),
      target: 'chrome130',
      minify: true,
      rolldownOptions: { input: inProject('src/renderer/index.html') },
    },
  },
})
