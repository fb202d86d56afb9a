import type { AbortSignalLike } from '../../core/rpc/contract.ts'

/** The platform's signal for one of the contract. */
export function toAbortSignal(signal: AbortSignalLike): AbortSignal {
  const stop = new AbortController()
  if (signal.aborted) stop.abort()
  signal.addEventListener('abort', () => stop.abort(), { once: true })
  return stop.signal
}
