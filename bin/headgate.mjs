#!/usr/bin/env node
// The command line of a source checkout. It finds a Node that is new enough, builds the command line when its sources
// are newer than the build, and runs it in this process. Plain JavaScript, because Node 20.19 must understand it.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import module from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { sourceStamp } from '../scripts/shared/source-stamp.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const oneDayMs = 24 * 60 * 60 * 1000
/** Everything that a build is made of. */
const sources = [
  ...['src/main', 'src/contract', 'migrations', 'package-lock.json'],
  ...['scripts/build-cli.ts', 'scripts/node-entries.ts', 'scripts/shared/build-folder.ts'],
]

if (isNewEnough()) await runHere()
else runOnOwnNode()

/** The native packages need Node-API 10; an older runtime ends in a segmentation fault instead of an error. */
function isNewEnough() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return (major > 22 || (major === 22 && minor >= 12)) && Number(process.versions.napi) >= 10
}

/** The Node that `npm ci` has put into the project. */
function ownNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const node = join(root, 'node_modules', 'node', 'bin', name)
  if (!existsSync(node)) {
    process.stderr.write(`headgate: ${node} is missing. Run this first, in ${root}: npm ci\n`)
    process.exit(2)
  }
  return node
}

async function runHere() {
  if (process.env.HEADGATE_STARTER) dieWithStarter()
  const folder = join(root, 'out', 'cli', sourceStamp(root, sources))
  if (!existsSync(folder)) buildInto(folder)
  markUsed(folder)
  // Compiled code is kept beside the build: about half of the start is compiling.
  module.enableCompileCache?.(join(folder, 'compile-cache'))
  await import(pathToFileURL(join(folder, 'cli.js')).href)
}

/** @param {string} folder */
function buildInto(folder) {
  process.stderr.write('Building the command line...\n')
  // What the build prints must not mix with the command's own output.
  const { status } = spawnSync(ownNode(), [join(root, 'scripts', 'build-cli.ts'), folder], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (!existsSync(folder)) {
    process.stderr.write(`headgate: the build failed (exit code ${status})\n`)
    process.exit(1)
  }
  removeOldBuilds(dirname(folder))
}

/** @param {string} folder */
function markUsed(folder) {
  const now = new Date()
  try {
    utimesSync(folder, now, now)
  } catch {
    // A checkout of somebody else's: whoever may write there looks after old builds.
  }
}

/**
 * A build that was used within a day may still be running and load another file of its folder.
 *
 * @param {string} folder
 */
function removeOldBuilds(folder) {
  for (const name of readdirSync(folder)) {
    const usedMs = statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs
    if (usedMs !== undefined && Date.now() - usedMs > oneDayMs) {
      rmSync(join(folder, name), { recursive: true, force: true })
    }
  }
}

/**
 * Runs this file again with the project's own Node and ends as that one ends.
 *
 * A signal must reach the command exactly once, whether it was sent to this process or, by Ctrl-C, to all of the
 * terminal's group. So the command gets a group of its own and hears what we pass on, and nothing else.
 */
function runOnOwnNode() {
  const onWindows = process.platform === 'win32'
  const child = spawn(ownNode(), [...process.execArgv, fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: !onWindows,
    env: { ...process.env, HEADGATE_STARTER: String(process.pid) },
  })
  // On Windows Ctrl-C reaches both by itself, and other signals do not exist: only stay alive until the command ends.
  for (const signal of passedOn()) process.on(signal, () => onWindows || child.kill(signal))
  if (!onWindows) {
    process.on('SIGTSTP', () => {
      child.kill('SIGSTOP')
      process.kill(process.pid, 'SIGSTOP')
    })
    process.on('SIGCONT', () => child.kill('SIGCONT'))
  }
  child.on('error', (error) => {
    process.stderr.write(`headgate: cannot start ${child.spawnfile}: ${error.message}\n`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1)
    // Died by a signal: so do we, so that whoever waits for us sees the same.
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
    setTimeout(() => process.exit(128 + constants.signals[signal]), 100)
  })
}

/** @returns {NodeJS.Signals[]} */
function passedOn() {
  const everywhere = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
  return process.platform === 'win32' ? [...everywhere] : [...everywhere, 'SIGQUIT', 'SIGUSR2', 'SIGWINCH']
}

/** When the starter is killed outright, the command must not live on unseen: it dies the same death. */
function dieWithStarter() {
  delete process.env.HEADGATE_STARTER
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  if (!process.connected) process.kill(process.pid, 'SIGKILL')
  process.channel?.unref()
}
