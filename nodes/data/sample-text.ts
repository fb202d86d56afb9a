import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'

export default block({
  id: 'sample-text',
  category: 'data',
  title: text('Sample text', '示例文本'),
  keywords: [
    'text corpus',
    'corpus',
    'demo data',
    'Moby-Dick',
    'State of the Union',
    'pretraining text',
    '语料',
    '示例文本',
  ],
  help: text(
    'A text that comes with the app, ready for training. Good for a first run.',
    '应用自带的一段文本，可以直接用来训练。适合第一次运行。',
  ),
  inputs: {},
  outputs: { rows: port('rows') },
  params: z.strictObject({
    text: param(z.enum(['moby-dick', 'state-of-the-union']).default('moby-dick'), {
      label: text('Text', '文本'),
      help: text(
        'Moby-Dick is a novel, one document per chapter (1.2 MB). State of the Union holds speeches of US presidents, newest first (2 MB).',
        '《白鲸》是一部小说，每章为一篇文档（1.2 MB）。国情咨文是美国总统的演讲，从最新的开始（2 MB）。',
      ),
      choices: {
        'moby-dick': text('Moby-Dick (novel, English)', '《白鲸》（英文小说）'),
        'state-of-the-union': text('State of the Union (speeches, English)', '国情咨文（英文演讲）'),
      },
    }),
  }),
  compile: (_, params) => ({ rows: { source: { kind: 'sample', name: params.text }, columns: ['text'], steps: [] } }),
})
