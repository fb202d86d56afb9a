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
  title: text('Sample text pairs', '示例句对'),
  keywords: [
    'Sample pairs',
    'parallel corpus',
    'translation',
    'machine translation',
    'pronunciation',
    'grapheme to phoneme',
    'g2p',
    'seq2seq data',
    '平行语料',
    '机器翻译',
    '注音',
  ],
  help: text(
    'Source and target pairs that come with the app, for sequence-to-sequence models.',
    '应用自带的“源文—目标文本”句对，适合序列到序列模型。',
  ),
  inputs: {},
  outputs: { rows: port('rows') },
  params: z.strictObject({
    pairs: param(z.enum(pairs).default('pronounce'), {
      label: text('Pairs', '句对'),
      help: text(
        '“Pronunciation” has 124,000 English words with their phonemes. Each language has about 3,400 short phrases (names of things and menu items) and 2,000 technical messages: enough to see how translation works, too few for a good translator.',
        '“读音”包含 12.4 万个英文单词及其音素。每种语言约有 3,400 条短语（事物名称和菜单用语）以及 2,000 条技术消息：足以看清翻译的原理，但不足以训练出好的翻译模型。',
      ),
      choices: {
        pronounce: text('English word → phonemes', '英文单词 → 音素'),
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
