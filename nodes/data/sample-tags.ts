import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'
import { universalPosTags } from './language/universal-pos-tags.ts'

/** Tags that the corpus does not use. */
const absent: readonly string[] = ['AUX', 'INTJ', 'SYM']

export default block({
  id: 'sample-tags',
  category: 'data',
  title: text('Sample POS tags', '示例词性标注'),
  keywords: [
    'Sample tags',
    'POS',
    'part of speech',
    'tagging',
    'token classification',
    'sequence labeling',
    '词性',
    '词性标注',
    '序列标注',
  ],
  help: text(
    'English sentences from publications of the US government in which people tagged the part of speech of every word: noun, verb, adjective and so on, 14 tags. For token classification.',
    '来自美国政府出版物的英文句子，每个词都由人工标注词性：名词、动词、形容词等 14 种标签。用于词元分类。',
  ),
  inputs: {},
  outputs: { rows: port('rows') },
  params: z.strictObject({}),
  compile: () => ({
    rows: {
      source: { kind: 'sample', name: 'tags' },
      columns: ['tokens', 'tags'],
      labels: universalPosTags.filter(name => !absent.includes(name)),
      steps: [],
    },
  }),
})
