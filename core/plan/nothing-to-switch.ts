import type { Problem } from '../problem.ts'
import { text } from '../text.ts'

export const nothingToSwitch: Problem = {
  code: 'nothing-to-switch',
  severity: 'missing',
  message: text(
    'Switching needs a trainer with batches, an objective and a network connected to it.',
    '切换需要一个已连接批次、目标和网络的训练器。',
  ),
  fix: text('Connect them first, or open an example.', '请先连接它们，或打开一个示例。'),
}
