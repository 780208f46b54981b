import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { buildFolder } from '../shared/build-folder.ts'
import { inModules, inProject, runtimeFolder } from '../shared/project.ts'
import { runOrThrow } from '../shared/run.ts'
import { type RegistryPackage, unpackRegistryPackage } from './registry-package.ts'

const headers: RegistryPackage = {
  name: 'node-api-headers',
  version: '1.9.0',
  sha512: '2oNILP4jXwRB4ywnYKjVk1YyJ96n2D4EOVJO6S3oYZ5PtbJrw3Yt9TpAuX3nBLMuzn74rnfGQrv13pS9vC+YiA==',
}
const packageFolder = inModules('better-sqlite3')
const adapterHeader = inProject('scripts', 'runtime', 'node-api-9.h')
const commonFlags = ['-O3', '-DNDEBUG', '-fPIC', '-pthread', '-fno-strict-aliasing', '-fvisibility=hidden', '-w']

/** Where the better-sqlite3 addon for Node-API 9 is, or will be; the name changes with its version and our recipe. */
export function sqliteBindingPath(): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  const recipe = createHash('sha256').update(readFileSync(adapterHeader)).update(commonFlags.join(' '))
  const id = recipe.digest('hex').slice(0, 8)
  return join(runtimeFolder, `better-sqlite3-${version}-napi9-${id}`, 'better_sqlite3.node')
}

/**
 * Compiles better-sqlite3 for Node-API 9. The addons in the package are for Node-API 10 and end an older runtime with
 * a segmentation fault. Two compiler calls do it: Node-API is a stable C interface, so neither node-gyp (and with it
 * python and make) nor the headers of one particular Node are needed.
 */
export async function buildSqliteBinding(): Promise<string> {
  const binding = sqliteBindingPath()
  if (existsSync(binding)) return binding
  process.stderr.write('Building better-sqlite3 for this Electron (about a minute)...\n')
  await buildFolder(dirname(binding), async (folder, scratch) => {
    const unpacked = await unpackRegistryPackage(headers, scratch)
    const sqlite = join(packageFolder, 'deps', 'sqlite3')
    const sqliteObject = join(scratch, 'sqlite3.o')
    const addonObject = join(scratch, 'better_sqlite3.o')
    const addonFlags = [
      ...commonFlags,
      ...['-std=c++20', '-fno-exceptions', '-fno-rtti', '-include', adapterHeader],
      ...['NAPI_VERSION=9', 'NAPI_DISABLE_CPP_EXCEPTIONS', 'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS'].map(define),
      ...[define('BUILDING_NODE_EXTENSION'), define('NODE_GYP_MODULE_NAME=better_sqlite3')],
      ...['-I', sqlite, '-I', inModules('node-addon-api'), '-I', join(unpacked, 'include')],
    ]
    const sqliteFlags = [...commonFlags, '-std=c99', ...sqliteOptions().map(define)]
    await Promise.all([
      runOrThrow('gcc', [...sqliteFlags, '-c', join(sqlite, 'sqlite3.c'), '-o', sqliteObject]),
      runOrThrow('g++', [...addonFlags, '-c', join(packageFolder, 'src', 'better_sqlite3.cpp'), '-o', addonObject]),
    ])
    // Electron brings symbols of its own: the addon must see its own SQLite only.
    const linkFlags = ['-shared', '-pthread', '-s', '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL', '-ldl']
    const result = join(folder, 'better_sqlite3.node')
    await runOrThrow('g++', [addonObject, sqliteObject, ...linkFlags, '-o', result])
  })
  return binding
}

/** The options that better-sqlite3 itself compiles SQLite with, read from its build files. */
function sqliteOptions(): string[] {
  const text = readFileSync(join(packageFolder, 'deps', 'defines.gypi'), 'utf8')
  const options = [...text.matchAll(/'([A-Z][A-Z0-9_]*(?:=[^']*)?)'/g)].map((match) => match[1] ?? '')
  if (!options.includes('SQLITE_ENABLE_COLUMN_METADATA')) {
    throw new Error('better-sqlite3/deps/defines.gypi no longer lists the options of SQLite as it did')
  }
  return options
}

function define(option: string): string {
  return `-D${option}`
}
