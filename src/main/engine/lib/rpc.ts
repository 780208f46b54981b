import { type MessagePort, parentPort, type Transferable, Worker } from 'node:worker_threads'
import type { ErrorShape } from '../../../contract/errors.ts'
import { AppError, fromErrorShape, toErrorShape } from './app-error.ts'
import { assert } from './assert.ts'
import { type ThreadEntry, threadModule } from './runtime-files.ts'

/**
 * A thread behind the interface of the thing that it runs: methods with one argument each, and events that it sends.
 * Arguments, results and errors cross whole, as structured clones.
 */
type Method = (argument: never) => unknown

/** The methods of a thread: plain or asynchronous functions of one argument. */
export type Methods = Record<string, Method>

/** The same methods seen from outside: all asynchronous. */
export type Remote<M extends Methods> = {
  [K in keyof M]: (
    argument: Parameters<M[K]>[0],
    transfer?: readonly Transferable[],
  ) => Promise<Awaited<ReturnType<M[K]>>>
}

interface Request {
  readonly id: number
  readonly method: string
  readonly argument: unknown
}

type Reply =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: ErrorShape }
  | { readonly event: string; readonly payload: unknown }

export interface Thread<M extends Methods> {
  readonly methods: Remote<M>
  /** Ends the thread at once; calls that still wait fail. */
  terminate(): Promise<void>
}

/** Left to itself, V8 lets the young generation of each thread grow to a hundred megabytes and more, and is no faster. */
const youngGenerationMb = 16

interface StartOptions {
  readonly data?: unknown
  readonly onEvent?: (event: string, payload: unknown) => void
  /** Called once when the thread ends without having been told to. */
  readonly onLost?: (error: AppError) => void
}

/**
 * Starts a thread. A thread that dies rejects every call that waits for it, and every later one, with `worker-lost`.
 */
export function startThread<M extends Methods>(entry: ThreadEntry, options: StartOptions = {}): Thread<M> {
  const worker = new Worker(threadModule(entry), {
    workerData: options.data,
    resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
    // The host's own flags (an inspector, a loader of a test runner) are not the thread's.
    execArgv: [],
  })
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>()
  let nextId = 1
  let lost: AppError | null = null
  let told = false

  const fail = (error: AppError): void => {
    if (lost) return
    lost = error
    for (const call of waiting.values()) call.reject(error)
    waiting.clear()
    if (!told) options.onLost?.(error)
  }
  worker.on('message', (reply: Reply) => {
    if ('event' in reply) {
      options.onEvent?.(reply.event, reply.payload)
      return
    }
    const call = waiting.get(reply.id)
    waiting.delete(reply.id)
    if ('error' in reply) call?.reject(fromErrorShape(reply.error))
    else call?.resolve(reply.result)
  })
  worker.on('error', (error: Error) => {
    fail(
      new AppError('worker-lost', `The ${entry} stopped: ${error.message}`, {
        cause: error,
        details: { stack: error.stack },
      }),
    )
  })
  worker.on('exit', (code) => {
    fail(new AppError('worker-lost', `The ${entry} ended with code ${code}.`))
  })

  const call = (method: string, argument: unknown, transfer: readonly Transferable[] = []): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (lost) {
        reject(lost)
        return
      }
      const id = nextId++
      waiting.set(id, { resolve, reject })
      worker.postMessage({ id, method, argument } satisfies Request, transfer)
    })

  const methods = new Proxy(
    {},
    {
      get: (_target, method) => {
        // A promise that resolves to this object asks for `then`: it is not a method.
        if (typeof method !== 'string' || method === 'then') return undefined
        return (argument: unknown, transfer?: readonly Transferable[]) => call(method, argument, transfer)
      },
    },
  ) as Remote<M>

  return {
    methods,
    terminate: async () => {
      told = true
      await worker.terminate()
    },
  }
}

/** Serves a thread's methods on its parent's port; returns how to send events. */
export function serveThread<M extends Methods>(methods: M): (event: string, payload: unknown) => void {
  assert(parentPort, 'serveThread runs in a worker thread')
  const port: MessagePort = parentPort
  port.on('message', (request: Request) => {
    void answer(request, methods).then((reply) => {
      try {
        port.postMessage(reply)
      } catch (error) {
        // What cannot be cloned must not leave the caller waiting.
        port.postMessage({ id: request.id, error: toErrorShape(error) } satisfies Reply)
      }
    })
  })
  return (event, payload) => port.postMessage({ event, payload } satisfies Reply)
}

async function answer(request: Request, methods: Methods): Promise<Reply> {
  try {
    const method = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined
    assert(method, `no method ${request.method}`)
    return { id: request.id, result: await method(request.argument as never) }
  } catch (error) {
    return { id: request.id, error: toErrorShape(error) }
  }
}
