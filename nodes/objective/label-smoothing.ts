import { z } from 'zod'
import type { LossInputs } from '../../core/block/abilities.ts'
import { param } from '../../core/block/block.ts'
import { crossEntropy } from '../../core/tensor/ops/cross-entropy.ts'
import type { Tensor } from '../../core/tensor/tensor.ts'
import { text } from '../../core/text.ts'

/** The parameter of the objectives that name tokens. */
export const labelSmoothingParams = z.strictObject({
  smoothing: param(z.number().min(0).max(0.5).default(0), {
    label: text('Label smoothing', '标签平滑'),
    help: text(
      'Spreads this share of the target probability over all other tokens, so that the model does not become overconfident. 0.1 helps translation. The validation loss is computed without it.',
      '把这一比例的目标概率分给所有其他词元，以免模型过于自信。翻译模型取 0.1 效果较好。计算验证损失时不使用平滑。',
    ),
    advanced: true,
  }),
})

/** Negative log-likelihood of the right tokens, smoothed while training. */
export const tokenLoss = (
  logits: Tensor,
  { labels, training }: LossInputs,
  { smoothing }: z.infer<typeof labelSmoothingParams>,
): Tensor => crossEntropy(logits, labels, training ? smoothing : 0)
