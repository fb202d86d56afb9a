import type { Blocks } from '../block/block.ts'
import type { Optimizer } from '../plan/plan.ts'
import { learningRateFactor } from './schedules/learning-rate-factor.ts'

/** The learning rate at each step (1 is the first) of a training that takes so many; finds the code of its schedule among the blocks. */
export function learningRateOf(
  { learningRate, schedule }: Pick<Optimizer, 'learningRate' | 'schedule'>,
  steps: number,
  blocks: Blocks,
): (step: number) => number {
  const known = [...blocks.values()].flatMap(block => block.schedules ?? [])
  const found = known.find(({ id }) => id === schedule.shape)
  if (!found) throw new Error(`learningRateOf: no block brings the schedule '${schedule.shape}'`)
  return step => learningRate * learningRateFactor(schedule, found, step - 1, steps)
}
