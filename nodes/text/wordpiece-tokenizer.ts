import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import type { TokenizerRecipe } from '../../core/data/tokenizer-recipe.ts'
import { text } from '../../core/text.ts'
import * as shared from './tokenizer-params.ts'

const params = z.strictObject({
  size: param(z.int().min(100).max(200000).default(4096), {
    label: text('Vocabulary size', '词表大小'),
    help: text(
      'Number of different tokens. BERT has 30,522; 2,000 to 8,000 suits small data.',
      '不同词元的数量。BERT 为 30,522；数据较少时 2,000 到 8,000 较合适。',
    ),
    unit: text('tokens', '词元'),
  }),
  learnsFrom: shared.learnsFrom,
  mask: shared.mask,
  sentinels: shared.sentinels,
  specials: shared.specials,
  minimumFrequency: shared.minimumFrequency,
  form: shared.form('none'),
  lowercase: shared.lowercase(true),
  stripAccents: shared.stripAccents(true),
  cut: shared.cut,
  chinese: shared.chinese('characters'),
})

const recipe = ({ specials, ...others }: z.infer<typeof params>): TokenizerRecipe => ({
  ...others,
  model: 'wordpiece',
  specials: shared.parseNames(specials),
})

export default block({
  id: 'wordpiece-tokenizer',
  category: 'text',
  title: text('WordPiece tokenizer', 'WordPiece 分词器'),
  keywords: ['Tokenizer (WordPiece)', 'BERT tokenizer', 'subword', '子词', '分词'],
  help: text(
    'Splits text like BERT: whole words, and rare words into subwords marked ##. It does not preserve spaces, and by default removes capitals and accents: for understanding texts, not for generating them.',
    '像 BERT 那样切分文本：词语，罕见词则拆成以 ## 标记的子词。它不保留空格，默认也不保留大写和重音：适合理解文本，不适合生成文本。',
  ),
  inputs: { rows: port('rows') },
  outputs: { tokens: port('tokens') },
  params,
  tokenizer: recipe,
  compile: ({ rows }, params) => {
    const vocabulary = shared.buildVocabulary(recipe(params), params, 32)
    return { tokens: shared.trainedTokens(rows, { block: 'wordpiece-tokenizer', params }, vocabulary) }
  },
})
