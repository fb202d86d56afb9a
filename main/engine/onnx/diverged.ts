import type { Problem } from '../../../core/problem.ts'
import { text } from '../../../core/text.ts'

/** The loss is infinite or not a number: the weights are beyond repair, earlier checkpoints are not. */
export const diverged = (step: number, loss: number): Problem => ({
  code: 'diverged',
  severity: 'error',
  param: 'learningRate',
  message: text(
    `Training fell apart at step ${step}: the loss became ${loss}.`,
    `训练在第 ${step} 步发散：损失变成了 ${loss}。`,
  ),
  fix: text(
    'Lower the learning rate (try a third of it), or add warmup and gradient clipping.',
    '请降低学习率（例如降到三分之一），或加入预热和梯度裁剪。',
  ),
})
