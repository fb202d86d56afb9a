import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import type { TokenizerRecipe } from '../../core/data/tokenizer-recipe.ts'
import { text } from '../../core/text.ts'
import * as shared from './tokenizer-params.ts'

const params = z.strictObject({
  size: param(z.int().min(100).max(200000).default(4096), {
    label: text('Vocabulary size', '词表大小'),
    help: text(
      'Number of different tokens. T5 has 32,000; 2,000 to 8,000 suits small data.',
      '不同词元的数量。T5 为 32,000；数据较少时 2,000 到 8,000 较合适。',
    ),
    unit: text('tokens', '词元'),
  }),
  learnsFrom: shared.learnsFrom,
  mask: shared.mask,
  sentinels: shared.sentinels,
  specials: shared.specials,
  minimumFrequency: shared.minimumFrequency,
  form: shared.form('nfkc'),
  lowercase: shared.lowercase(false),
  stripAccents: shared.stripAccents(false),
  cut: shared.cut,
  chinese: shared.chinese('together'),
})

const recipe = ({ specials, ...others }: z.infer<typeof params>): TokenizerRecipe => ({
  ...others,
  model: 'unigram',
  specials: shared.parseNames(specials),
})

export default block({
  id: 'unigram-tokenizer',
  category: 'text',
  title: text('Unigram tokenizer', 'Unigram 分词器'),
  keywords: ['Tokenizer (Unigram)', 'SentencePiece', 'T5 tokenizer', 'subword', '子词', '分词'],
  help: text(
    'Splits text like T5’s SentencePiece tokenizer: of all possible segmentations, the most probable one. Unseen characters become the unknown token.',
    '像 T5 的 SentencePiece 分词器那样切分文本：在所有切法中选择概率最大的一种。没见过的字符会变成未知词元。',
  ),
  inputs: { rows: port('rows') },
  outputs: { tokens: port('tokens') },
  params,
  tokenizer: recipe,
  compile: ({ rows }, params) => {
    const vocabulary = shared.buildVocabulary(recipe(params), params, 32)
    return { tokens: shared.trainedTokens(rows, { block: 'unigram-tokenizer', params }, vocabulary) }
  },
})
