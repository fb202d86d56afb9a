import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'
import { universalPosTags } from './language/universal-pos-tags.ts'

/** Tags that the corpus does not use. */
const absent: readonly string[] = ['AUX', 'INTJ', 'SYM']

export default block({
  id: 'sample-tags',
  category: 'data',
  title: text('Sample tags', '示例词性'),
  help: text(
    'English sentences from publications of the US government, in which people marked what each word is: noun, verb, adjective and so on, 14 kinds. For learning to tell them apart.',
    '来自美国政府出版物的英文句子，每个词都由人标出词性：名词、动词、形容词等 14 种。用于学习区分词性。',
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
