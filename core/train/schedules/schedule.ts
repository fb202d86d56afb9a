import type { Text } from '../../text.ts'

/** How the learning rate goes from its peak to its lowest value once warmup is over, as a file of this folder exports it by default. */
export interface LearningRateSchedule {
  /** What plans call it (`schedule.shape`). */
  readonly id: string
  readonly title: Text
  /** From 1 to 0 while `progress`, the part of the steps after warmup that are done, goes from 0 to 1. */
  readonly factor: (progress: number) => number
  /** The rate stays at its peak: the lowest value does not count. */
  readonly ignoresFloor?: true
}
