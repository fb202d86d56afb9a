import { z } from 'zod'
import { block, type Part, param, port, type Row, type RowStream } from '../../core/block.ts'
import { refuse } from '../../core/problem.ts'
import { hash, random } from '../../core/random.ts'
import { text } from '../../core/text.ts'
import { changeRows, countRows } from './change-rows.ts'
import { hashText } from './hash-text.ts'
import { listed } from './listed.ts'
import { columnValue } from './row-texts.ts'

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

type Params = z.infer<typeof params>
type Assign = (row: Row) => Part

/** Gives each row its part; no row is lost, and the order stays. At least one row stays in each part that is asked for. */
export const split = (rows: RowStream, params: Params): RowStream =>
  changeRows(
    rows,
    begin => {
      const assign = begin()
      return row => [{ ...row, part: assign(row) }]
    },
    () => ways[params.how](rows, params),
  )

/** Each looks at all rows once, and gives what begins to divide them. */
const ways: Readonly<Record<Params['how'], (rows: RowStream, params: Params) => Promise<() => Assign>>> = {
  spread: async (rows, params) => {
    const count = await countRows(rows)
    return () => dealer(count, params, params.seed)
  },
  end: async (rows, params) => {
    const count = await countRows(rows)
    return () => fromEnd(count, params)
  },
  alike: labelByLabel,
  column: asColumnSays,
  files: asFilesAreNamed,
}

interface Wanted {
  readonly validation: number
  readonly test: number
}

function wantedOf(count: number, { share, test }: Params): Wanted {
  if (count < (test > 0 ? 3 : 2)) return refuse('one-row', count < 2 ? oneRow : twoRows)
  const forTest = test === 0 ? 0 : Math.min(count - 2, Math.max(1, Math.round(count * test)))
  return { validation: Math.min(count - forTest - 1, Math.max(1, Math.round(count * share))), test: forTest }
}

/** Exactly the shares, each row with the same chance, in one pass (Knuth's algorithm S for two samples at once). */
function dealer(count: number, params: Params, seed: number, wanted = wantedOf(count, params)): Assign {
  let { validation, test } = wanted
  let left = count
  const { next } = random(hash(seed, count))
  return () => {
    const place = next() * left--
    if (place < validation) {
      validation--
      return 'validation'
    }
    if (place >= validation + test) return 'train'
    test--
    return 'test'
  }
}

function fromEnd(count: number, params: Params): Assign {
  const { validation, test } = wantedOf(count, params)
  let left = count
  return () => {
    const after = left--
    return after <= test ? 'test' : after <= test + validation ? 'validation' : 'train'
  }
}

/** Labels that can be told apart; a column with more values holds something else. */
const mostLabels = 10_000

/** The shares of each label's rows; a label with too few rows for all parts is only learned from. */
async function labelByLabel(rows: RowStream, params: Params): Promise<() => Assign> {
  const counts = new Map<string, number>()
  for await (const some of rows)
    for (const row of some) {
      const label = columnValue(row, params.column)
      counts.set(label, (counts.get(label) ?? 0) + 1)
      if (counts.size > mostLabels) refuse('too-many-labels', tooMany(params.column))
    }
  const enough = params.test > 0 ? 3 : 2
  if (![...counts.values()].some(count => count >= enough)) refuse('rare-labels', tooRare)
  const dealerOf = (label: string, count: number): Assign =>
    count < enough ? () => 'train' : dealer(count, params, hash(params.seed, hashText(label)[0]))
  return () => {
    const dealers = new Map(Array.from(counts, ([label, count]) => [label, dealerOf(label, count)]))
    return row => dealers.get(columnValue(row, params.column))?.(row) ?? 'train'
  }
}

async function asColumnSays(rows: RowStream, { column, validationValues, testValues }: Params): Promise<() => Assign> {
  const words = (values: string) => listed(values.toLowerCase())
  const parts = new Map<string, Part>([
    ...words(validationValues).map(word => [word, 'validation'] as const),
    ...words(testValues).map(word => [word, 'test'] as const),
  ])
  const assign = (row: Row) => parts.get(columnValue(row, column).trim().toLowerCase()) ?? 'train'
  const found = new Set<Part>()
  for await (const some of rows) for (const row of some) found.add(assign(row))
  if (!found.has('train')) refuse('nothing-to-learn', nothingToLearn(column))
  if (!found.has('validation')) refuse('nothing-kept-back', noneNamed(column))
  return () => assign
}

/** Parts that no file is named after are shares of the rows to learn from, by chance: many datasets have no rows to validate. */
async function asFilesAreNamed(rows: RowStream, params: Params): Promise<() => Assign> {
  const counts = { train: 0, validation: 0, test: 0 }
  for await (const some of rows) for (const { named = 'train' } of some) counts[named]++
  if (counts.validation + counts.test === 0) refuse('nothing-kept-back', noFileNamed)
  if (counts.train === 0) return () => row => row.named ?? 'train'
  const complete = counts.validation > 0 && (counts.test > 0 || params.test === 0)
  const shares = complete ? { validation: 0, test: 0 } : wantedOf(counts.train, params)
  const wanted = {
    validation: counts.validation > 0 ? 0 : shares.validation,
    test: counts.test > 0 ? 0 : shares.test,
  }
  return () => {
    const deal = dealer(counts.train, params, params.seed, wanted)
    return row => (row.named === undefined || row.named === 'train' ? deal(row) : row.named)
  }
}

const moreRows = text(
  'Read the file by paragraph or by line, or add more files.',
  '请按段落或按行读取文件，或添加更多文件。',
)
const oneRow = {
  param: 'share',
  message: text('There is only one row, so none can be kept back.', '只有一行数据，无法保留一部分。'),
  fix: moreRows,
}
const twoRows = {
  param: 'test',
  message: text('Two rows are too few for three parts.', '只有两行数据，无法分成三部分。'),
  fix: moreRows,
}
const tooRare = {
  param: 'how',
  message: text('Every label has too few rows to divide them.', '每个标签的行数都太少，无法划分。'),
  fix: text('Choose “everywhere, by chance”, or add more rows.', '请选择“各处，随机”，或添加更多数据。'),
}
const tooMany = (column: string) => ({
  param: 'column',
  message: text(
    `“${column}” has more than ${mostLabels} different values: these are no labels.`,
    `“${column}”列有超过 ${mostLabels} 个不同的取值，不像是标签。`,
  ),
  fix: text('Name the column that holds the labels.', '请填写标签所在的列。'),
})
const nothingToLearn = (column: string) => ({
  param: 'column',
  message: text(`By “${column}”, no row is left to learn from.`, `按“${column}”列划分后，没有可供学习的行。`),
  fix: text('Name fewer words for rows kept back, or another column.', '请减少表示保留的词，或换一列。'),
})
const noneNamed = (column: string) => ({
  param: 'validationValues',
  message: text(`By “${column}”, no row is kept back.`, `按“${column}”列划分后，没有保留任何行。`),
  fix: text('Name the word that stands there for rows to keep back.', '请填写该列中表示保留的词。'),
})
const noFileNamed = {
  param: 'how',
  message: text(
    'No file is named after rows to keep back, such as valid.csv, dev.jsonl or test/….',
    '没有文件以验证集或测试集命名，例如 valid.csv、dev.jsonl 或 test/…。',
  ),
  fix: text(
    'Choose a folder that has one, name one so, or choose another way to keep rows back.',
    '请选择含有此类文件的文件夹，这样命名一个文件，或换一种保留方式。',
  ),
}
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
  rows: split,
  compile: ({ rows }, params) => {
    if (params.how !== 'column' && params.share + params.test >= 1) refuse('no-share-left', tooMuch)
    return { rows: { ...rows, steps: [...rows.steps, { block: 'split', params }] } }
  },
})
