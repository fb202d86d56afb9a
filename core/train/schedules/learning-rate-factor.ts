import type { Schedule } from '../../plan/plan.ts'
import type { LearningRateSchedule } from './schedule.ts'

/**
 * Learning rate of a step (0 is the first) as a share of the peak, as Transformers' schedules compute it:
 * linear warmup from 0, then decay to `floor` at the last step. `schedule` has the code of the plan's `shape`.
 */
export function learningRateFactor(
  { warmup, floor }: Omit<Schedule, 'shape'>,
  { factor, ignoresFloor }: LearningRateSchedule,
  step: number,
  steps: number,
): number {
  const warmupSteps = warmup < 1 ? Math.ceil(warmup * steps) : warmup
  if (step < warmupSteps) return step / Math.max(1, warmupSteps)
  const decayed = factor((step - warmupSteps) / Math.max(1, steps - warmupSteps))
  return ignoresFloor ? decayed : floor + (1 - floor) * decayed
}
