import { z } from 'zod'
import { block, param, port, type RowStream } from '../../core/block.ts'
import { refuse } from '../../core/problem.ts'
import { hash, random } from '../../core/random.ts'
import { text } from '../../core/text.ts'

const params = z.strictObject({
  share: param(z.number().gt(0).lt(1).default(0.1), {
    label: text('Share kept back', '保留比例'),
    help: text(
      'How much of the data is set aside to test the model. 0.1 is one row in ten.',
      '有多少数据留下来用于检验模型。0.1 表示每十行留一行。',
    ),
  }),
  how: param(z.enum(['spread', 'end']).default('spread'), {
    label: text('Taken from', '取自'),
    help: text(
      'Spread suits most data. Take the end when rows depend on each other in order, for example in one long text.',
      '“分散”适合大多数数据。若各行前后相关（例如一篇长文），请选“末尾”。',
    ),
    choices: { spread: text('everywhere, by chance', '各处，随机'), end: text('the end', '末尾') },
  }),
  seed: param(z.int().min(0).default(0), {
    label: text('Seed', '随机种子'),
    help: text('Another number picks other rows.', '换一个数字就会选出不同的行。'),
    advanced: true,
  }),
})

type Params = z.infer<typeof params>

/** Moves a share of the rows to the validation part; at least one row stays in each part. */
export const split = (rows: RowStream, params: Params): RowStream => {
  let count: number | undefined // the same whenever they are read
  return {
    async *[Symbol.asyncIterator]() {
      count ??= await countOf(rows)
      const keep = chooser(count, params)
      for await (const some of rows) yield some.map(row => ({ ...row, part: keep() ? 'validation' : 'train' }) as const)
    },
  }
}

async function countOf(rows: RowStream): Promise<number> {
  let count = 0
  for await (const some of rows) count += some.length
  return count
}

/** Says of one row after the other whether it is kept back: exactly the share, each row with the same chance (Knuth's algorithm S). */
function chooser(count: number, { share, how, seed }: Params): () => boolean {
  if (count < 2) return refuse('one-row', oneRow)
  let wanted = Math.min(count - 1, Math.max(1, Math.round(count * share)))
  let left = count
  const { next } = random(hash(seed, count))
  return () => {
    const keep = how === 'end' ? left <= wanted : next() * left < wanted
    left--
    if (keep) wanted--
    return keep
  }
}

const oneRow = {
  param: 'share',
  message: text('There is only one row, so none can be kept back.', '只有一行数据，无法保留一部分。'),
  fix: text('Read the file by paragraph or by line, or add more files.', '请按段落或按行读取文件，或添加更多文件。'),
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
  compile: ({ rows }, params) => ({ rows: { ...rows, steps: [...rows.steps, { block: 'split', params }] } }),
})
