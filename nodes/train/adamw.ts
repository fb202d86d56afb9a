import { z } from 'zod'
import { block, optionalPort, param, port } from '../../core/block/block.ts'
import type { Schedule } from '../../core/plan/plan.ts'
import { text } from '../../core/text.ts'
import { adamw } from '../../core/train/optimizers/adamw.ts'

const constant: Schedule = { shape: 'constant', warmup: 0, floor: 0 }

export default block({
  id: 'adamw',
  category: 'train',
  title: text('AdamW', 'AdamW'),
  help: text(
    'Decides how far each weight moves at every step. The usual choice for language models.',
    '决定每一步中各个权重移动多少。语言模型的常用选择。',
  ),
  inputs: { schedule: optionalPort('schedule') },
  outputs: { optimizer: port('optimizer') },
  params: z.strictObject({
    learningRate: param(z.number().gt(0).max(1).default(0.001), {
      label: text('Learning rate', '学习率'),
      help: text(
        'Size of each step. Too high and the loss jumps or turns into “not a number”; too low and it hardly falls.',
        '每一步的大小。过高时损失会跳动甚至变成非数；过低时几乎不下降。',
      ),
    }),
    weightDecay: param(z.number().min(0).max(1).default(0.01), {
      label: text('Weight decay', '权重衰减'),
      help: text(
        'Pulls weights towards 0 a little at each step, which helps against learning by heart.',
        '每一步把权重略微拉向 0，有助于防止死记硬背。',
      ),
    }),
    clip: param(z.number().min(0).default(1), {
      label: text('Gradient clipping', '梯度裁剪'),
      help: text(
        'Longest step direction allowed: longer ones are shortened to it. 0 turns it off.',
        '允许的最大梯度长度，超过则按比例缩短。0 表示关闭。',
      ),
    }),
    beta1: param(z.number().min(0).lt(1).default(0.9), {
      label: text('Beta 1', 'Beta 1'),
      help: text('How much of the earlier direction is kept.', '保留多少先前的移动方向。'),
      advanced: true,
    }),
    beta2: param(z.number().min(0).lt(1).default(0.999), {
      label: text('Beta 2', 'Beta 2'),
      help: text('How slowly the measured size of the gradients changes.', '梯度大小的估计更新得有多慢。'),
      advanced: true,
    }),
    epsilon: param(z.number().gt(0).max(1).default(1e-8), {
      label: text('Epsilon', 'Epsilon'),
      help: text('Keeps the division safe when gradients are tiny.', '梯度极小时保证除法安全。'),
      advanced: true,
    }),
  }),
  compile: ({ schedule = constant }, params) => ({ optimizer: { kind: adamw.id, ...params, schedule } }),
  optimizer: adamw,
})
