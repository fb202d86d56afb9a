import { expect, test } from 'vitest'
import { postProcessorTokens } from '../../../main/tokenizer/file/post-processor-tokens.ts'

const template = {
  type: 'TemplateProcessing',
  single: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
  pair: [],
  special_tokens: { '<s>': { id: '<s>', ids: [7], tokens: ['<s>'] } },
}

test.each([
  ['nothing', null, undefined],
  ['places of bytes only', { type: 'ByteLevel', trim_offsets: true }, undefined],
  ['a template', template, { before: [7], after: [] }],
  ['BERT’s tokens', { type: 'BertProcessing', sep: ['[SEP]', 3], cls: ['[CLS]', 2] }, { before: [2], after: [3] }],
  ['RoBERTa’s', { type: 'RobertaProcessing', sep: ['</s>', 2], cls: ['<s>', 0] }, { before: [0], after: [2] }],
  [
    'steps, as Llama 3 has them',
    { type: 'Sequence', processors: [{ type: 'ByteLevel' }, template] },
    { before: [7], after: [] },
  ],
])('a tokenizer.json puts %s around a text', (_, post_processor, frame) => {
  expect(postProcessorTokens({ post_processor })).toEqual(frame)
})
