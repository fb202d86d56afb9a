import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import type { TokenizerRecipe } from '../../core/data/tokenizer-recipe.ts'
import { text } from '../../core/text.ts'
import * as shared from './tokenizer-params.ts'

const params = z.strictObject({
  size: param(z.int().min(64).max(100000).default(2048), {
    label: text('Vocabulary size', '词表大小'),
    help: text(
      'The most frequent characters are kept; all others become the unknown token. Use 4,000 or more for Chinese.',
      '保留最常见的字符；其余字符都变为未知词元。中文请使用 4,000 或更多。',
    ),
    unit: text('tokens', '词元'),
  }),
  learnsFrom: shared.learnsFrom,
  mask: shared.mask,
  sentinels: shared.sentinels,
  specials: shared.specials,
  minimumFrequency: shared.minimumFrequency,
  form: shared.form('nfc'),
  lowercase: shared.lowercase(false),
  stripAccents: shared.stripAccents(false),
})

const recipe = ({ specials, ...others }: z.infer<typeof params>): TokenizerRecipe => ({
  cut: 'words',
  chinese: 'together',
  ...others,
  model: 'characters',
  specials: shared.parseNames(specials),
})

export default block({
  id: 'character-tokenizer',
  category: 'text',
  title: text('Character tokenizer', '字符分词器'),
  keywords: ['Tokenizer (characters)', 'char tokenizer', 'char level', '逐字', '字级'],
  help: text(
    'Every character is one token. Simple, and good for Chinese, spelling and names; texts become long.',
    '每个字符是一个词元。简单，适合中文、拼写和人名；文本会变长。',
  ),
  inputs: { rows: port('rows') },
  outputs: { tokens: port('tokens') },
  params,
  tokenizer: recipe,
  compile: ({ rows }, params) => {
    const vocabulary = shared.buildVocabulary(recipe(params), params, 1)
    return { tokens: shared.trainedTokens(rows, { block: 'character-tokenizer', params }, vocabulary) }
  },
})
