// Takes the place of Electron's own default app in the runtime that comes from the package registry: it starts
// the application named on the command line, as `electron [-r MODULE] [switches] PATH` does.
//
// It is an ES module with top-level await on purpose: Electron holds its `ready` event back until the main module has
// loaded, and so the application can still register protocol schemes, which is allowed only before `ready`.
import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const commandLine = readCommandLine(process.argv.slice(1))
process.defaultApp = true
const require = createRequire(import.meta.url)
for (const module of commandLine.modules) require(module)

if (commandLine.application === undefined) {
  process.stderr.write('Usage: electron [-r MODULE] [switches] PATH\n')
  app.exit(2)
} else {
  await import(pathToFileURL(adopt(commandLine.application)).href)
}

/** Finds the modules to load first and the application: the first argument that is no switch. */
function readCommandLine(args) {
  const modules = []
  for (let index = 0; index < args.length; index++) {
    const argument = args[index]
    if (argument === '-r' || argument === '--require') modules.push(resolve(args[++index]))
    else if (!argument.startsWith('-')) return { modules, application: resolve(argument) }
  }
  return { modules, application: undefined }
}

/** Gives this process the name, version and path of the application and answers its main file. */
function adopt(path) {
  if (!statSync(path).isDirectory()) return path
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))
  app.setName(manifest.productName ?? manifest.name)
  app.setVersion(manifest.version ?? '0.0.0')
  app.setAppPath(path)
  return resolve(path, manifest.main ?? 'index.js')
}
