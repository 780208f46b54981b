/**
 * How late a thread's event loop is. As a module: watch the calling thread. As a forked process: an idle neighbour that does
 * nothing but watch itself, so that what the machine's scheduler does to everybody can be told from what an import does.
 */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'

/** Times between two 1 ms ticks, so a loop that is never late shows about 1 ms. `busyShare` is its time not spent waiting. */
export interface Delay {
  p50Ms: number
  p99Ms: number
  p999Ms: number
  maxMs: number
  ticks: number
  busyShare: number
}

/** Starts watching the calling thread; the returned function ends it and tells what was seen. */
export function watchDelay(): () => Delay {
  const histogram = monitorEventLoopDelay({ resolution: 1 })
  const before = performance.eventLoopUtilization()
  histogram.enable()
  return () => {
    histogram.disable()
    return {
      p50Ms: histogram.percentile(50) / 1e6,
      p99Ms: histogram.percentile(99) / 1e6,
      p999Ms: histogram.percentile(99.9) / 1e6,
      maxMs: histogram.max / 1e6,
      ticks: histogram.count,
      busyShare: performance.eventLoopUtilization(before).utilization,
    }
  }
}

// The neighbour's side: the first message starts a watch, the next one ends it and is answered, and so on.
if (import.meta.main) {
  let stop: (() => Delay) | null = null
  process.on('message', () => {
    const delay = stop?.() ?? null
    stop = stop === null ? watchDelay() : null
    process.send?.(delay)
  })
}
