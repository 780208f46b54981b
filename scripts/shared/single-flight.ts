import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectFolder } from './project.ts'

/**
 * Runs `work` while no other process of this project runs work of the same name; later ones wait for their turn.
 * The lock is a listening socket and not a file, because the system takes a socket back however its owner dies.
 */
export async function singleFlight<T>(name: string, work: () => Promise<T>): Promise<T> {
  const address = socketAddress(name)
  let server = await tryListen(address)
  if (!server) process.stderr.write(`Waiting for another run to finish: ${name}\n`)
  while (!server) {
    await sleep(250)
    server = await tryListen(address)
  }
  try {
    return await work()
  } finally {
    server.close()
  }
}

function socketAddress(name: string): string {
  const id = `headgate-${createHash('sha256').update(`${projectFolder}\n${name}`).digest('hex').slice(0, 24)}`
  if (process.platform === 'linux') return `\0${id}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${id}`
  return join(tmpdir(), `${id}.sock`)
}

/** Answers the listening server, or undefined while somebody else listens there. */
async function tryListen(address: string): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy())
  // Whatever is left to do, the lock alone must not keep the process alive.
  server.unref()
  const listening = await new Promise<boolean>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    )
    server.listen(address, () => resolve(true))
  })
  if (listening) return server
  // Only a socket with a file behind it (macOS) can outlive its owner: nobody answers there then.
  if (address.startsWith('/') && !(await answers(address))) rmSync(address, { force: true })
  return undefined
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address)
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('close', () => socket.destroy())
  })
}
