import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import type { TokenizerRecipe } from '../../core/data/tokenizer-recipe.ts'
import { text } from '../../core/text.ts'
import * as shared from './tokenizer-params.ts'

const params = z.strictObject({
  size: param(z.int().min(259).max(200_000).default(4096), {
    label: text('Vocabulary size', '词表大小'),
    help: text(
      'How many different pieces the text may be cut into. More pieces make texts shorter but the model bigger. 2,000 to 8,000 suits small data.',
      '文本最多可切成多少种片段。片段种类越多，文本变得越短，但模型越大。数据较少时 2,000 到 8,000 较合适。',
    ),
    unit: text('tokens', '词元'),
  }),
  learnsFrom: shared.learnsFrom,
  mask: shared.mask,
  sentinels: shared.sentinels,
  specials: shared.specials,
  minimumFrequency: shared.minimumFrequency,
  form: shared.form('none'),
  lowercase: shared.lowercase(false),
  stripAccents: shared.stripAccents(false),
  cut: shared.cut,
  chinese: shared.chinese('together'),
})

const recipe = ({ specials, ...others }: z.infer<typeof params>): TokenizerRecipe => ({
  ...others,
  model: 'bpe',
  specials: shared.parseNames(specials),
})

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
  tokenizer: recipe,
  compile: ({ rows }, params) => {
    const vocabulary = shared.buildVocabulary(recipe(params), params, 256)
    return { tokens: shared.trainedTokens(rows, { block: 'bpe-tokenizer', params }, vocabulary) }
  },
})
