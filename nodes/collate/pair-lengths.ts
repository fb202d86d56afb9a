import { z } from 'zod'
import { param } from '../../core/block.ts'
import { text } from '../../core/text.ts'
import { alike } from './alike.ts'

/** Parameters of the blocks that make batches of pairs. */
export const pairLengths = z.strictObject({
  sourceLength: param(z.int().min(2).max(4096).default(64), {
    label: text('Source length', '源文长度'),
    help: text(
      'Most tokens of a source. Longer sources are cut off at the end; shorter ones are filled up, which costs time.',
      '源文的最大词元数。更长的会从末尾截断；更短的会补齐，这会占用时间。',
    ),
    unit: text('tokens', '词元'),
  }),
  targetLength: param(z.int().min(2).max(4096).default(64), {
    label: text('Target length', '目标长度'),
    help: text(
      'Most tokens of a target. Longer targets are cut off at the end, so the model never learns how they finish.',
      '目标的最大词元数。更长的会从末尾截断，模型因此学不到它们的结尾。',
    ),
    unit: text('tokens', '词元'),
  }),
  alike,
})
export type PairLengths = Pick<z.infer<typeof pairLengths>, 'sourceLength' | 'targetLength'> & {
  readonly alike?: boolean
}
