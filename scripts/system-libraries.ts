import { findProgram, run } from './shared/run.ts'

interface Need {
  /** The program that the package brings. */
  program?: string
  /** The shared library that the package brings. */
  library?: string
}

/** Debian packages that scripts may ask for, and what shows that one is there, whoever installed it. */
const needs = {
  xvfb: { program: 'Xvfb' },
  xauth: { program: 'xauth' },
  'libgtk-3-0': { library: 'libgtk-3.so.0' },
  libnss3: { library: 'libnss3.so' },
  libasound2: { library: 'libasound.so.2' },
  libgbm1: { library: 'libgbm.so.1' },
  libxss1: { library: 'libXss.so.1' },
  libxtst6: { library: 'libXtst.so.6' },
  'g++': { program: 'g++' },
  unzip: { program: 'unzip' },
} satisfies Record<string, Need>

export type SystemLibrary = keyof typeof needs

/** What Electron loads when it starts. */
export const electronLibraries: readonly SystemLibrary[] = [
  ...(['libgtk-3-0', 'libnss3', 'libasound2'] as const),
  ...(['libgbm1', 'libxss1', 'libxtst6'] as const),
]

/** What stands in for a display where there is none. */
export const virtualDisplay: readonly SystemLibrary[] = ['xvfb', 'xauth']

/**
 * Sees to it that these are on the machine. On Debian and Ubuntu root gets them installed; anybody else gets one line
 * to copy, in an error. Systems other than Linux bring all of it, so there is nothing to do.
 */
export async function ensureSystemLibraries(names: readonly SystemLibrary[]): Promise<void> {
  if (process.platform !== 'linux') return
  const missing = await findMissing(names)
  if (missing.length === 0) return
  if (!findProgram('apt-get')) {
    throw new Error(`Missing on this machine, by their Debian names: ${missing.join(' ')}. Please install them.`)
  }
  if (process.getuid?.() !== 0) {
    const packages = await packageNames(missing)
    throw new Error(
      `Missing on this machine: ${missing.join(' ')}. This installs them:\n` +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`,
    )
  }
  process.stderr.write(`Installing system packages: ${missing.join(' ')}\n`)
  await install(missing)
  const stillMissing = await findMissing(missing)
  if (stillMissing.length > 0) throw new Error(`apt-get ended well, yet these are missing: ${stillMissing.join(' ')}`)
}

async function findMissing(names: readonly SystemLibrary[]): Promise<SystemLibrary[]> {
  const ldconfig = findProgram('ldconfig')
  const libraries = ldconfig ? (await run(ldconfig, ['-p'])).stdout : ''
  return names.filter((name) => {
    const need: Need = needs[name]
    if (need.program !== undefined) return findProgram(need.program) === undefined
    // Without ldconfig nobody can tell (musl): the loader itself will say what it lacks.
    return ldconfig !== undefined && need.library !== undefined && !libraries.includes(`\t${need.library} `)
  })
}

async function install(missing: readonly SystemLibrary[]): Promise<void> {
  const aptGet = (...args: string[]): ReturnType<typeof run> =>
    run('apt-get', ['-o', 'DPkg::Lock::Timeout=600', '-q', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  // A list that cannot be renewed may still do; if it does not, the next command says so.
  await aptGet('update')
  const packages = await packageNames(missing)
  const { code, stdout, stderr } = await aptGet('install', '-y', '--no-install-recommends', ...packages)
  if (code !== 0) {
    const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-10).join('\n')
    throw new Error(`apt-get could not install ${packages.join(' ')}:\n${said}`)
  }
}

/** Releases since 2024 name some of these with `t64` behind them. */
async function packageNames(names: readonly SystemLibrary[]): Promise<string[]> {
  return Promise.all(
    names.map(async (name) => {
      const known = await run('apt-cache', ['show', '--no-all-versions', `${name}t64`])
      return known.code === 0 && known.stdout.includes('Package:') ? `${name}t64` : name
    }),
  )
}
