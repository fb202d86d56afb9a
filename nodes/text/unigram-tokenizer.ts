import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import type { TokenizerRecipe } from '../../core/data/tokenizer-recipe.ts'
import { text } from '../../core/text.ts'
import * as shared from './tokenizer-params.ts'

const params = z.strictObject({
  size: param(z.int().min(100).max(200000).default(4096), {
    label: text('Vocabulary size', '词表大小'),
    help: text(
      'How many different pieces the text may be cut into. T5 has 32,000; 2,000 to 8,000 suits small data.',
      '文本最多可切成多少种片段。T5 为 32,000；数据较少时 2,000 到 8,000 较合适。',
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
  title: text('Tokenizer (Unigram)', '分词器（Unigram）'),
  help: text(
    'Cuts text as T5 does: of all ways to cut a word, the likeliest. Signs that it has not seen become one unknown token.',
    '像 T5 那样切分文本：在所有切法中选择最可能的一种。没见过的符号会变成同一个未知词元。',
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
