import { resolve } from 'node:path'
import { build } from 'vite'
import { flatOutput, nativePackages, nodeEntries, nodeTarget, withMigrations } from './node-entries.ts'
import { buildFolder } from './shared/build-folder.ts'
import { projectFolder } from './shared/project.ts'

/** Bundles the command line and its worker threads into `target`, which appears only when it is complete. */
export async function buildCli(target: string): Promise<void> {
  await buildFolder(target, async (folder) => {
    await build({
      configFile: false,
      root: projectFolder,
      logLevel: 'warn',
      publicDir: false,
      ssr: { noExternal: true, external: [...nativePackages] },
      plugins: [withMigrations()],
      build: {
        ssr: true,
        outDir: folder,
        emptyOutDir: false,
        target: nodeTarget,
        minify: false,
        reportCompressedSize: false,
        rolldownOptions: { input: nodeEntries, external: [...nativePackages], output: flatOutput },
      },
    })
  })
}

if (import.meta.main) {
  const target = process.argv[2]
  if (target === undefined) throw new Error('Usage: node scripts/build-cli.ts FOLDER')
  await buildCli(resolve(target))
}
