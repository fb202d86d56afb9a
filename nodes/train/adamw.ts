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
  keywords: [
    'Adam',
    'optimizer',
    'learning rate',
    'weight decay',
    'gradient clipping',
    'gradient norm',
    'betas',
    '优化器',
    '学习率',
    '权重衰减',
    '梯度裁剪',
  ],
  help: text(
    'Computes how far each weight moves at every step. The standard optimizer for language models.',
    '计算每一步中各个权重移动多少。语言模型的标准优化器。',
  ),
  inputs: { schedule: optionalPort('schedule') },
  outputs: { optimizer: port('optimizer') },
  params: z.strictObject({
    learningRate: param(z.number().gt(0).max(1).default(0.001), {
      label: text('Learning rate', '学习率'),
      help: text(
        'Size of each update. Too high, and the loss jumps or becomes NaN; too low, and it hardly falls.',
        '每次更新的大小。过高时损失会跳动甚至变成 NaN；过低时几乎不下降。',
      ),
    }),
    weightDecay: param(z.number().min(0).max(1).default(0.01), {
      label: text('Weight decay', '权重衰减'),
      help: text(
        'Pulls weights slightly towards 0 at each step, which reduces overfitting.',
        '每一步把权重略微拉向 0，有助于减轻过拟合。',
      ),
    }),
    clip: param(z.number().min(0).default(1), {
      label: text('Gradient clipping', '梯度裁剪'),
      help: text(
        'Maximum gradient norm: larger gradients are scaled down to it. 0 turns clipping off.',
        '梯度范数的上限，超过则按比例缩小。0 表示关闭。',
      ),
    }),
    beta1: param(z.number().min(0).lt(1).default(0.9), {
      label: text('Beta 1', 'Beta 1'),
      help: text('Decay rate of the moving average of gradients (momentum).', '梯度滑动平均（动量）的衰减率。'),
      advanced: true,
    }),
    beta2: param(z.number().min(0).lt(1).default(0.999), {
      label: text('Beta 2', 'Beta 2'),
      help: text('Decay rate of the moving average of squared gradients.', '梯度平方滑动平均的衰减率。'),
      advanced: true,
    }),
    epsilon: param(z.number().gt(0).max(1).default(1e-8), {
      label: text('Epsilon', 'Epsilon'),
      help: text('Prevents division by zero when gradients are tiny.', '梯度极小时防止除以零。'),
      advanced: true,
    }),
  }),
  compile: ({ schedule = constant }, params) => ({ optimizer: { kind: adamw.id, ...params, schedule } }),
  optimizer: adamw,
})
