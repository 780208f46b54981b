import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'

/** What to tell somebody whose machine has no display. */
export const showWindowHint = '`npm start` in a desktop session opens it, and `xvfb-run -a npm start` runs it unseen.'

/** Whether a window can be opened here. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY)
}

/** Calls `work` with an environment in which windows can open: the present one, or that of an Xvfb of our own. */
export async function withDisplay<T>(work: (env: NodeJS.ProcessEnv) => Promise<T>): Promise<T> {
  if (hasDisplay()) return work(process.env)
  const { server, display } = await startXvfb()
  try {
    return await work({ ...process.env, DISPLAY: display })
  } finally {
    server.kill()
  }
}

/** Xvfb chooses a free display number itself and writes it to file descriptor 3 when it is ready. */
function startXvfb(): Promise<{ server: ChildProcess; display: string }> {
  return new Promise((resolve, reject) => {
    const args = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-noreset']
    const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
    server.on('error', reject)
    server.on('exit', (code) => reject(new Error(`Xvfb ended with exit code ${code}`)))
    const ready = server.stdio[3] as Readable
    ready.setEncoding('utf8').once('data', (text: string) => resolve({ server, display: `:${text.trim()}` }))
    process.once('exit', () => server.kill())
  })
}
