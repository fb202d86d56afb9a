import type { EvaluationProgress } from '../../../core/run/evaluation.ts'
import { progressRate } from '../../process/progress-rate.ts'

/** Milliseconds between two tidings. */
const minIntervalMs = 200

/** Tells how far work has come, not more often than anybody reads, with its rate and the time left. */
export function throttleProgress(
  tell: (state: Omit<EvaluationProgress, 'part'>) => void,
  clock: () => number = () => performance.now(),
): (done: number, total: number) => void {
  const pace = progressRate(clock)
  pace(0, 0)
  let told = Number.NEGATIVE_INFINITY
  return (done, total) => {
    const now = clock()
    if (now - told < minIntervalMs && done < total) return
    told = now
    tell({ done, total, ...pace(done, total) })
  }
}
