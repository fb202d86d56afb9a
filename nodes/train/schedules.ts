import type { LearningRateSchedule } from '../../core/train/schedules/schedule.ts'

const files = import.meta.glob<{ readonly default?: LearningRateSchedule }>('../../core/train/schedules/*.ts', {
  eager: true,
})

/** Every learning rate schedule, found by folder: a new file in core/train/schedules is a new choice, and nothing else changes. */
export const schedules: readonly LearningRateSchedule[] = Object.values(files).flatMap(file => file.default ?? []) // what schedules share has no default export
