import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import { refuse } from '../../core/problem.ts'
import { text } from '../../core/text.ts'

const id = z.int().min(0)
const found = z.object({
  file: z.string(),
  digest: z.string(),
  vocabulary: z.object({
    size: id,
    pad: id,
    begin: id,
    end: id,
    mask: id.optional(),
    sentinels: id,
    frame: z.object({ before: z.array(id), after: z.array(id) }).optional(),
  }),
})

export default block({
  id: 'pretrained-tokenizer',
  category: 'text',
  title: text('Pretrained tokenizer', '预训练分词器'),
  keywords: [
    'Trained tokenizer',
    'tokenizer.json',
    'AutoTokenizer',
    'from_pretrained',
    'Hugging Face tokenizer',
    'vocab.txt',
    'merges.txt',
    '已训练的分词器',
  ],
  help: text(
    'Uses the tokenizer of an existing model. Choose the folder that the model comes from.',
    '使用已有模型的分词器。请选择该模型所在的文件夹。',
  ),
  facts: 'tokenizer',
  fileExtensions: ['tokenizer.json', 'vocab.txt'],
  inputs: { rows: port('rows') },
  outputs: { tokens: port('tokens') },
  params: z.strictObject({
    path: param(z.string().min(1), {
      label: text('Model or file', '模型或文件'),
      help: text(
        '“run:” and the name of one of your runs, a model folder with a tokenizer.json, or that file.',
        '填写“run:”加某次运行的名称，含有 tokenizer.json 的模型文件夹，或该文件本身。',
      ),
      control: 'model',
    }),
    found: param(found.optional(), {
      label: text('Contents', '内容'),
      help: text('What is in the tokenizer.json.', 'tokenizer.json 的内容。'),
      hidden: true,
    }),
  }),
  compile: ({ rows }, params) => {
    const { file, vocabulary } = params.found ?? notRead()
    const { mask, frame, ...others } = vocabulary
    const tokenizer = { block: 'pretrained-tokenizer', params }
    const optional = { ...(mask === undefined ? {} : { mask }), ...(frame ? { frame } : {}) }
    return { tokens: { rows, tokenizer, file, vocabulary: { ...others, ...optional } } }
  },
})

const notRead = (): never =>
  refuse('tokenizer-not-read', {
    param: 'path',
    message: text('The tokenizer has not been read yet.', '尚未读取分词器。'),
    fix: text('Choose its folder again.', '请重新选择文件夹。'),
  })
