import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import { reservedTokenNames, type TokenizerRecipe } from '../../core/data/tokenizer-recipe.ts'
import { text } from '../../core/text.ts'
import * as shared from './tokenizer-params.ts'

const params = z.strictObject({
  mask: shared.mask,
  sentinels: shared.sentinels,
  specials: shared.specials,
})

const recipe = ({ specials, ...others }: z.infer<typeof params>): TokenizerRecipe => ({
  minimumFrequency: 1,
  form: 'none',
  lowercase: false,
  stripAccents: false,
  cut: 'words',
  chinese: 'together',
  ...others,
  model: 'bytes',
  specials: shared.parseNames(specials),
})

export default block({
  id: 'byte-tokenizer',
  category: 'text',
  title: text('Byte tokenizer', '字节分词器'),
  keywords: ['Tokenizer (bytes)', 'ByT5', 'byte level', 'UTF-8', '逐字节'],
  help: text(
    'Every byte is one token, as in ByT5: no training and no unknown tokens. Texts become long; a Chinese character is three tokens.',
    '每个字节是一个词元，如同 ByT5：无需训练，也没有未知词元。文本会变长；一个汉字是三个词元。',
  ),
  inputs: { rows: port('rows') },
  outputs: { tokens: port('tokens') },
  params,
  tokenizer: recipe,
  compile: ({ rows }, params) => {
    const size = 256 + reservedTokenNames(recipe(params), params.mask).length + params.sentinels
    const vocabulary = shared.buildVocabulary(recipe(params), { ...params, size }, 256)
    return { tokens: shared.trainedTokens(rows, { block: 'byte-tokenizer', params }, vocabulary) }
  },
})
