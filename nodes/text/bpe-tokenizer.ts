import { z } from 'zod'
import { block, param, port } from '../../core/block.ts'
import type { Vocabulary } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import { text } from '../../core/text.ts'

const params = z.strictObject({
  size: param(z.int().min(259).max(30_000).default(4096), {
    label: text('Vocabulary size', '词表大小'),
    help: text(
      'How many different pieces the text may be cut into. More pieces make texts shorter but the model bigger. 2,000 to 8,000 suits small data.',
      '文本最多可切成多少种片段。片段种类越多，文本变得越短，但模型越大。数据较少时 2,000 到 8,000 较合适。',
    ),
    unit: text('tokens', '词元'),
  }),
  learnsFrom: param(z.enum(['all', 'targets']).default('all'), {
    label: text('Pieces come from', '片段来源'),
    help: text(
      'With pairs: the texts to learn pieces from. “Targets only” reads a source written in other signs letter by letter, which suits spelling and pronunciation.',
      '对于句对：从哪些文本学习片段。选“仅目标”时，用其他符号书写的源文会逐个字母读入，适合拼写与注音。',
    ),
    choices: { all: text('All texts', '全部文本'), targets: text('Targets only', '仅目标') },
    advanced: true,
  }),
  mask: param(z.boolean().default(true), {
    label: text('Mask token', '掩码词元'),
    help: text(
      'A token that stands for a hidden piece. “Mask tokens” needs it.',
      '代表被隐藏片段的词元。“掩码”模块需要它。',
    ),
    advanced: true,
  }),
  sentinels: param(z.int().min(0).max(256).default(32), {
    label: text('Sentinels', '哨兵词元'),
    help: text(
      'Tokens that mark the gaps when whole spans are hidden. “Corrupt spans” needs one for each span of an example.',
      '隐藏整段文字时用来标记空缺的词元。“片段破坏”模块的每个样本中，每个片段需要一个。',
    ),
    unit: text('tokens', '词元'),
    advanced: true,
  }),
})

/** Ids of the special tokens: pad, begin, end and mask at the bottom, sentinels at the top, bytes and pieces between. */
export function vocabulary({ size, mask, sentinels }: z.infer<typeof params>): Vocabulary {
  return { size, pad: 0, begin: 1, end: 2, ...(mask && { mask: 3 }), sentinels }
}

export default block({
  id: 'bpe-tokenizer',
  category: 'text',
  title: text('Tokenizer (byte-level BPE)', '分词器（字节级 BPE）'),
  help: text(
    'Cuts text into pieces that a network can count: frequent words whole, rare words in parts. It learns the pieces from your data and can write any language.',
    '把文本切成网络能处理的片段：常见的词保持完整，罕见的词拆成几部分。它从您的数据中学习这些片段，可处理任何语言。',
  ),
  inputs: { rows: port('rows') },
  outputs: { tokens: port('tokens') },
  params,
  compile: ({ rows }, params) => {
    const least = 256 + (params.mask ? 4 : 3) + params.sentinels
    if (params.size < least) refuse('vocabulary-too-small', tooSmall(params.size, least))
    const tokens = { rows, tokenizer: { block: 'bpe-tokenizer', params }, vocabulary: vocabulary(params) }
    if (params.learnsFrom === 'all') return { tokens }
    if (!rows.columns.includes('target')) refuse('no-targets', noTargets)
    return { tokens: { ...tokens, learnsFrom: ['target'] } }
  },
})

const noTargets = {
  param: 'learnsFrom',
  message: text('The data has no targets to learn pieces from.', '数据中没有可供学习片段的目标文本。'),
  fix: text('Learn from all texts, or connect pairs.', '请从全部文本学习，或连接句对数据。'),
}

const tooSmall = (size: number, least: number) => ({
  param: 'size',
  message: text(
    `A vocabulary of ${size} has no room for the 256 bytes and the special tokens.`,
    `大小为 ${size} 的词表放不下 256 个字节和特殊词元。`,
  ),
  fix: text(`Use at least ${least}, or fewer sentinels.`, `请至少使用 ${least}，或减少哨兵词元。`),
})
