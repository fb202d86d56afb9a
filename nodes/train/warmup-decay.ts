import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'
import type { LearningRateSchedule } from '../../core/train/schedules/schedule.ts'
import { schedules } from './schedules.ts'

/** The block with these schedules to choose from. */
export const scheduleBlock = (schedules: readonly LearningRateSchedule[]) =>
  block({
    id: 'warmup-decay',
    category: 'train',
    title: text('Warmup and decay', '预热与衰减'),
    help: text(
      'The learning rate rises over the first steps, so that training starts gently, then falls until the end.',
      '学习率在开头几步逐渐升高，让训练平稳开始，然后一直下降到结束。',
    ),
    inputs: {},
    outputs: { schedule: port('schedule') },
    params: z.strictObject({
      warmup: param(z.number().min(0).default(0.05), {
        label: text('Warmup', '预热'),
        help: text(
          'How long it rises: a number of steps, or below 1 a share of all steps.',
          '升高阶段的长度：步数；小于 1 时为总步数的比例。',
        ),
        unit: text('steps', '步'),
      }),
      shape: param(z.enum(schedules.map(({ id }) => id)).default('cosine'), {
        label: text('Decay', '衰减方式'),
        help: text('How it falls after that.', '之后如何下降。'),
        choices: Object.fromEntries(schedules.map(({ id, title }) => [id, title])),
      }),
      floor: param(z.number().min(0).max(1).default(0.1), {
        label: text('Lowest', '最低值'),
        help: text('Where it ends, as a share of the highest learning rate.', '最终学习率占最高学习率的比例。'),
        advanced: true,
      }),
    }),
    compile: (_, params) => ({ schedule: params }),
    schedules,
  })

export default scheduleBlock(schedules)
