import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import type { TokenizerRecipe } from '../../core/data/tokenizer-recipe.ts'
import { text } from '../../core/text.ts'
import * as shared from './tokenizer-params.ts'

const params = z.strictObject({
  size: param(z.int().min(259).max(200_000).default(4096), {
    label: text('Vocabulary size', '词表大小'),
    help: text(
      'Number of different tokens. A larger vocabulary makes texts shorter but the model bigger. 2,000 to 8,000 suits small data.',
      '不同词元的数量。词表越大，文本变得越短，但模型越大。数据较少时 2,000 到 8,000 较合适。',
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
  title: text('BPE tokenizer (byte-level)', 'BPE 分词器（字节级）'),
  keywords: [
    'Tokenizer (byte-level BPE)',
    'byte pair encoding',
    'BPE',
    'GPT-2 tokenizer',
    'subword',
    '字节对编码',
    '子词',
    '分词',
  ],
  help: text(
    'Splits text into subwords: frequent words stay whole, rare words are split (byte-pair encoding, as in GPT-2). The vocabulary is learned from your data and can represent any language.',
    '把文本切分成子词：常见的词保持完整，罕见的词拆成几部分（字节对编码，如 GPT-2）。词表从您的数据中学习，可表示任何语言。',
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
