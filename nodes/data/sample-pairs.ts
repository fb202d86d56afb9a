import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'

const pairs = [
  'pronounce',
  'phrases-fr',
  'phrases-de',
  'phrases-zh',
  'translate-fr',
  'translate-de',
  'translate-zh',
] as const

export default block({
  id: 'sample-pairs',
  category: 'data',
  title: text('Sample pairs', '示例句对'),
  help: text(
    'Pairs of a source and a target that come with the app, for models that read one text and write another.',
    '应用自带的“源文—译文”对，适合“读一段、写一段”的模型。',
  ),
  inputs: {},
  outputs: { rows: port('rows') },
  params: z.strictObject({
    pairs: param(z.enum(pairs).default('pronounce'), {
      label: text('Pairs', '句对'),
      help: text(
        'Pronunciation has 124,000 English words with their sounds. Each language has about 3,400 short phrases (names of things and words from menus) and 2,000 technical messages: enough to see how translating works, too few for a good translator.',
        '“发音”包含 12.4 万个英文单词及其读音。每种语言约有 3,400 条短语（事物名称和菜单用语）以及 2,000 条技术消息：足以看清翻译的原理，但不足以训练出好的翻译模型。',
      ),
      choices: {
        pronounce: text('English word → its sounds', '英文单词 → 读音'),
        'phrases-fr': text('English → French, phrases', '英文 → 法文，短语'),
        'phrases-de': text('English → German, phrases', '英文 → 德文，短语'),
        'phrases-zh': text('English → Chinese, phrases', '英文 → 中文，短语'),
        'translate-fr': text('English → French, messages', '英文 → 法文，消息'),
        'translate-de': text('English → German, messages', '英文 → 德文，消息'),
        'translate-zh': text('English → Chinese, messages', '英文 → 中文，消息'),
      },
    }),
  }),
  compile: (_, { pairs }) => ({
    rows: { source: { kind: 'sample', name: pairs }, columns: ['source', 'target'], steps: [] },
  }),
})
