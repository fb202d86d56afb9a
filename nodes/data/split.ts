import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import { refuse } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { splitRows } from './rows/split-rows.ts'

const params = z.strictObject({
  share: param(z.number().gt(0).lt(1).default(0.1), {
    label: text('Validation share', '验证集比例'),
    help: text(
      'The share of rows held out to validate the model. 0.1 is one row in ten.',
      '留出用于验证模型的数据比例。0.1 表示每十行留一行。',
    ),
  }),
  how: param(z.enum(['spread', 'end', 'alike', 'column', 'files']).default('spread'), {
    label: text('Split method', '划分方式'),
    help: text(
      '“Random” suits most data. Use “from the end” when rows depend on their order, for example in one long text. “Stratified” keeps rare labels in every split. A column or the file names (train.csv, test.csv) can also define the split.',
      '“随机”适合大多数数据。若各行前后相关（例如一篇长文），请选“取末尾”。“分层”让稀有标签在每个集合中都出现。也可以由某一列或文件名（train.csv、test.csv）指定。',
    ),
    choices: {
      spread: text('random', '随机'),
      end: text('from the end', '取末尾'),
      alike: text('stratified by label', '按标签分层'),
      column: text('by a column', '由某一列指定'),
      files: text('by file name', '由文件名指定'),
    },
  }),
  test: param(z.number().min(0).lt(1).default(0), {
    label: text('Test share', '测试集比例'),
    help: text(
      'A second held-out share that is not used at all during training. “Evaluate” uses it. 0 means no test set.',
      '另外留出的一部分，训练期间完全不使用，仅供“评估”使用。0 表示没有测试集。',
    ),
  }),
  column: param(z.string().default('label'), {
    label: text('Column', '列'),
    help: text(
      'The column that holds the labels, or that says which split a row belongs to.',
      '标签所在的列，或指定各行所属集合的列。',
    ),
    advanced: true,
  }),
  validationValues: param(z.string().default('validation, valid, val, dev'), {
    label: text('Validation values', '验证集取值'),
    help: text(
      'If a column defines the split: rows with one of these values go to the validation set.',
      '由某一列指定时：取值为其中之一的行进入验证集。',
    ),
    advanced: true,
  }),
  testValues: param(z.string().default('test'), {
    label: text('Test values', '测试集取值'),
    help: text(
      'If a column defines the split: rows with one of these values go to the test set.',
      '由某一列指定时：取值为其中之一的行进入测试集。',
    ),
    advanced: true,
  }),
  seed: param(z.int().min(0).default(0), {
    label: text('Seed', '随机种子'),
    help: text('A different seed selects different rows.', '不同的种子会选出不同的行。'),
    advanced: true,
  }),
})

const tooMuch = {
  param: 'test',
  message: text('The two shares leave no rows for training.', '两个比例之和过大，没有可供训练的数据。'),
  fix: text('Choose shares that add up to less than 1.', '请让两个比例之和小于 1。'),
}

export default block({
  id: 'split',
  category: 'data',
  title: text('Train/validation split', '划分训练/验证集'),
  keywords: [
    'Keep some back',
    'keep back',
    'train/test split',
    'train test split',
    'train_test_split',
    'hold out',
    'held-out',
    'validation set',
    'test set',
    'dev set',
    'stratified',
    'stratify',
    '划分验证集',
    '验证集',
    '测试集',
    '训练集',
    '留出',
  ],
  help: text(
    'Holds out a part of the data. The model is never trained on it, so the loss there shows whether the model generalizes or only memorized its training data.',
    '留出一部分数据。模型不会用它训练，因此在它上面的损失能说明模型是学会了泛化，还是只记住了训练数据。',
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
