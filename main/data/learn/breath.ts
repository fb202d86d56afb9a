import { setImmediate } from 'node:timers/promises'

/** Milliseconds of work after which other work gets its turn. */
const long = 20

/** To be waited for in the middle of long work: lets other work through now and then, and throws when the work is to stop. */
export function breath(signal?: AbortSignal): () => Promise<void> {
  let last = performance.now()
  return async () => {
    if (performance.now() - last < long) return
    await setImmediate()
    signal?.throwIfAborted()
    last = performance.now()
  }
}
