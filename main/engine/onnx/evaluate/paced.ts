import type { EvaluationProgress } from '../../../../core/evaluation.ts'

/** Milliseconds between two tidings. */
const pause = 200

/** Tells how far work has come, not more often than anybody reads, with its rate and the time left. */
export function paced(
  tell: (state: Omit<EvaluationProgress, 'part'>) => void,
  clock: () => number = () => performance.now(),
): (done: number, total: number) => void {
  const started = clock()
  let told = Number.NEGATIVE_INFINITY
  return (done, total) => {
    const now = clock()
    if (now - told < pause && done < total) return
    told = now
    const perSecond = done / ((now - started) / 1000)
    const pace = done > 0 && now > started ? { perSecond, secondsLeft: (total - done) / perSecond } : {}
    tell({ done, total, ...pace })
  }
}
