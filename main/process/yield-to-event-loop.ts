import { setImmediate } from 'node:timers/promises'

/** Milliseconds of work after which other work gets its turn. */
const maxWorkMs = 20

/** To be waited for in the middle of long work: lets other work through now and then, and throws when the work is to stop. */
export function yieldToEventLoop(signal?: AbortSignal): () => Promise<void> {
  let last = performance.now()
  return async () => {
    if (performance.now() - last < maxWorkMs) return
    await setImmediate()
    signal?.throwIfAborted()
    last = performance.now()
  }
}
