/** A signal that Ctrl-C, or being asked to end, gives. */
export function untilInterrupted(): AbortSignal {
  const leave = new AbortController()
  const interrupt = () => leave.abort()
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  return leave.signal
}
