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
    title: text('Learning rate schedule', '学习率调度'),
    keywords: [
      'Warmup and decay',
      'LR schedule',
      'lr scheduler',
      'learning rate scheduler',
      'warmup',
      'cosine',
      'linear decay',
      'annealing',
      'get_cosine_schedule_with_warmup',
      '预热',
      '预热与衰减',
      '余弦',
      '衰减',
      '学习率计划',
      '退火',
    ],
    help: text(
      'The learning rate rises during warmup, so that training starts gently, and then decays until the end.',
      '学习率在预热阶段逐渐升高，让训练平稳开始，然后衰减到结束。',
    ),
    inputs: {},
    outputs: { schedule: port('schedule') },
    params: z.strictObject({
      warmup: param(z.number().min(0).default(0.05), {
        label: text('Warmup', '预热'),
        help: text('Warmup steps; a value below 1 is a share of all steps.', '预热步数；小于 1 时为总步数的比例。'),
        unit: text('steps', '步'),
      }),
      shape: param(z.enum(schedules.map(({ id }) => id)).default('cosine'), {
        label: text('Decay', '衰减方式'),
        help: text('How the learning rate decays after warmup.', '预热之后学习率如何衰减。'),
        choices: Object.fromEntries(schedules.map(({ id, title }) => [id, title])),
      }),
      floor: param(z.number().min(0).max(1).default(0.1), {
        label: text('Minimum', '最低值'),
        help: text('The final learning rate, as a share of the peak.', '最终学习率占峰值学习率的比例。'),
        advanced: true,
      }),
    }),
    compile: (_, params) => ({ schedule: params }),
    schedules,
  })

export default scheduleBlock(schedules)
