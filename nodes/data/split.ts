import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import { refuse } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { splitRows } from './rows/split-rows.ts'

const params = z.strictObject({
  share: param(z.number().gt(0).lt(1).default(0.1), {
    label: text('Share kept back', '保留比例'),
    help: text(
      'How much of the data is set aside to test the model. 0.1 is one row in ten.',
      '有多少数据留下来用于检验模型。0.1 表示每十行留一行。',
    ),
  }),
  how: param(z.enum(['spread', 'end', 'alike', 'column', 'files']).default('spread'), {
    label: text('Taken from', '取自'),
    help: text(
      'Spread suits most data. Take the end when rows depend on each other in order, for example in one long text. Each label alike keeps rare labels in every part. A column can also say it, or the names of files: train.csv, test.csv.',
      '“分散”适合大多数数据。若各行前后相关（例如一篇长文），请选“末尾”。“各标签均等”让稀有标签在每个部分都出现。也可以由某一列或文件名（train.csv、test.csv）指定。',
    ),
    choices: {
      spread: text('everywhere, by chance', '各处，随机'),
      end: text('the end', '末尾'),
      alike: text('each label alike', '各标签均等'),
      column: text('as a column says', '由某一列指定'),
      files: text('as the files are named', '由文件名指定'),
    },
  }),
  test: param(z.number().min(0).lt(1).default(0), {
    label: text('Share for the final test', '最终测试比例'),
    help: text(
      'A second share that is not even looked at during training. “Evaluate” uses it. 0 keeps none.',
      '另留一部分，训练期间完全不使用，仅供“评估”使用。0 表示不留。',
    ),
  }),
  column: param(z.string().default('label'), {
    label: text('Column', '列'),
    help: text(
      'The column that holds the labels, or that says what a row is for.',
      '标签所在的列，或指定各行用途的列。',
    ),
    advanced: true,
  }),
  validationValues: param(z.string().default('validation, valid, val, dev'), {
    label: text('Words for rows kept back', '表示保留的词'),
    help: text(
      'If a column says it: rows with one of these words are kept back.',
      '由某一列指定时：取值为这些词之一的行会被保留。',
    ),
    advanced: true,
  }),
  testValues: param(z.string().default('test'), {
    label: text('Words for the final test', '表示最终测试的词'),
    help: text(
      'If a column says it: rows with one of these words are for the final test.',
      '由某一列指定时：取值为这些词之一的行用于最终测试。',
    ),
    advanced: true,
  }),
  seed: param(z.int().min(0).default(0), {
    label: text('Seed', '随机种子'),
    help: text('Another number picks other rows.', '换一个数字就会选出不同的行。'),
    advanced: true,
  }),
})

const tooMuch = {
  param: 'test',
  message: text('The two shares leave nothing to learn from.', '两个比例之和过大，没有可供学习的数据。'),
  fix: text('Choose shares that are less than 1 together.', '请让两个比例之和小于 1。'),
}

export default block({
  id: 'split',
  category: 'data',
  title: text('Keep some back', '划分验证集'),
  help: text(
    'Sets part of the data aside. The model never learns from it, so its loss there shows what it understood and what it only memorised.',
    '留出一部分数据。模型不会用它学习，因此在它上面的损失能说明模型是学会了，还是只是背了下来。',
  ),
  inputs: { rows: port('rows') },
  outputs: { rows: port('rows') },
  params,
  rows: splitRows,
  compile: ({ rows }, params) => {
    if (params.how !== 'column' && params.share + params.test >= 1) refuse('no-share-left', tooMuch)
    return { rows: { ...rows, steps: [...rows.steps, { block: 'split', params }] } }
  },
})
