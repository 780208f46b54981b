import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder with package.json in it, wherever a script is started from. */
export const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** What scripts fetch and build for themselves: ignored by git, safe to delete at any time. */
export const runtimeFolder = join(projectFolder, '.runtime')

/** A path inside the project, from its parts. */
export function inProject(...parts: string[]): string {
  return join(projectFolder, ...parts)
}

/** The JavaScript entry of an installed package, so that it can be run by this very Node without a shell. */
export function inModules(...parts: string[]): string {
  return join(projectFolder, 'node_modules', ...parts)
}
