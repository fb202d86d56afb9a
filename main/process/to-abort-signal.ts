import type { Signal } from '../../core/contract.ts'

/** The platform's signal for one of the contract. */
export function toAbortSignal(signal: Signal): AbortSignal {
  const stop = new AbortController()
  if (signal.aborted) stop.abort()
  signal.addEventListener('abort', () => stop.abort(), { once: true })
  return stop.signal
}
