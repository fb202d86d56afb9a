import { z } from 'zod'
import { block, param, port } from '../../core/block.ts'
import { text } from '../../core/text.ts'

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
    pairs: param(z.enum(['pronounce', 'translate-fr', 'translate-de', 'translate-zh']).default('pronounce'), {
      label: text('Pairs', '句对'),
      help: text(
        'Pronunciation has 124,000 English words with their sounds. The translations are about 2,000 short technical messages each: enough to see how it works, too few for a good translator.',
        '“发音”包含 12.4 万个英文单词及其读音。每种翻译约有 2,000 条简短的技术消息：足以看清原理，但不足以训练出好的翻译模型。',
      ),
      choices: {
        pronounce: text('English word → its sounds', '英文单词 → 读音'),
        'translate-fr': text('English → French', '英文 → 法文'),
        'translate-de': text('English → German', '英文 → 德文'),
        'translate-zh': text('English → Chinese', '英文 → 中文'),
      },
    }),
  }),
  compile: (_, { pairs }) => ({
    rows: { source: { kind: 'sample', name: pairs }, columns: ['source', 'target'], steps: [] },
  }),
})
