/** How fast work goes; nothing is known at its very beginning. */
export interface ProgressRate {
  readonly perSecond?: number
  readonly secondsLeft?: number
}

/** Milliseconds after which a rate says something. */
const minElapsedMs = 1000

/** The average rate since the first time it is asked, and how long the rest takes at that rate. */
export function progressRate(
  clock: () => number = () => performance.now(),
): (done: number, total: number) => ProgressRate {
  let first: { readonly at: number; readonly done: number } | undefined
  return (done, total) => {
    first ??= { at: clock(), done }
    const passed = clock() - first.at
    const perSecond = (1000 * (done - first.done)) / passed
    return passed >= minElapsedMs && perSecond > 0
      ? { perSecond, secondsLeft: Math.max(0, total - done) / perSecond }
      : {}
  }
}
