import type { Schedule } from '../../plan/plan.ts'

/**
 * Learning rate of a step (0 is the first) as a share of the peak, as Transformers' schedules compute it:
 * linear warmup from 0, then decay to `floor` at the last step.
 */
export function learningRateFactor({ shape, warmup, floor }: Schedule, step: number, steps: number): number {
  const rising = warmup < 1 ? Math.ceil(warmup * steps) : warmup
  if (step < rising) return step / Math.max(1, rising)
  const progress = (step - rising) / Math.max(1, steps - rising)
  const falling = { constant: 1, linear: Math.max(0, 1 - progress), cosine: 0.5 * (1 + Math.cos(Math.PI * progress)) }
  return shape === 'constant' ? 1 : floor + (1 - floor) * falling[shape]
}
