import { z } from 'zod'
import { param } from '../../core/block.ts'
import { text } from '../../core/text.ts'

/** The parameter `length` of the three text collators; it means the same in each. */
export const textLength = param(z.int().min(8).max(4096).default(128), {
  label: text('Length', '长度'),
  help: text(
    'Tokens of your text in one example. The same length reads the same amount of text in every objective. A longer one shows the model more context and takes more memory and time.',
    '每个样本包含的文本词元数。相同的长度在每种目标下读取同样多的文本。越长，模型看到的上下文越多，占用的内存和时间也越多。',
  ),
  unit: text('tokens', '词元'),
})
