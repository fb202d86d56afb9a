import { z } from 'zod'
import type { RowStream } from '../../core/block/abilities.ts'
import { block, param, port } from '../../core/block/block.ts'
import { createRandom, hashSeed } from '../../core/random.ts'
import { text } from '../../core/text.ts'
import { changeRows, countRows } from './rows/change-rows.ts'

const params = z.strictObject({
  by: param(z.enum(['share', 'number']).default('share'), {
    label: text('Amount', '抽样方式'),
    help: text('A share of all rows, or a fixed number of rows.', '按比例保留，或保留固定的行数。'),
    choices: { share: text('a share', '一定比例'), number: text('a fixed number', '一定行数') },
  }),
  share: param(z.number().gt(0).max(1).default(0.1), {
    label: text('Share', '比例'),
    help: text('The share of rows to keep. 0.1 is one row in ten.', '保留的比例。0.1 表示每十行留一行。'),
  }),
  number: param(z.int().min(1).default(1000), {
    label: text('Number of rows', '行数'),
    help: text('The number of rows to keep.', '保留的行数。'),
  }),
  seed: param(z.int().min(0).default(0), {
    label: text('Seed', '随机种子'),
    help: text('A different seed selects different rows.', '不同的种子会选出不同的行。'),
    advanced: true,
  }),
})

type Params = z.infer<typeof params>

/** A random seed of its own: with that of the split, a sample of equal size would be the held-out rows. */
const own = 0x5a3b1e

/** Exactly this share or number of the rows, each with the same probability, in their order; at least one. All when there are fewer. */
export const sampleRows = (rows: RowStream, { by, share, number, seed }: Params): RowStream =>
  changeRows(
    rows,
    count => {
      const wanted = by === 'number' ? Math.min(number, count) : Math.max(1, Math.round(count * share))
      const take = sampleExactly(wanted, count, createRandom(hashSeed(seed, own, count)).next)
      return row => (take() ? [row] : [])
    },
    () => countRows(rows),
  )

export default block({
  id: 'sample-rows',
  category: 'data',
  title: text('Sample rows', '抽样数据行'),
  keywords: ['Take a sample', 'subset', 'subsample', 'downsample', 'take', 'select', '抽样', '子集', '采样'],
  help: text(
    'Keeps a random sample of the rows. Good for a quick test before training on everything.',
    '随机保留一部分行。适合在用全部数据训练之前先快速试验。',
  ),
  inputs: { rows: port('rows') },
  outputs: { rows: port('rows') },
  params,
  rows: sampleRows,
  compile: ({ rows }, params) => ({ rows: { ...rows, steps: [...rows.steps, { block: 'sample-rows', params }] } }),
})

/**
 * Decides for one item after the other whether it is taken: exactly `wanted` of `count`, each with the same probability, in one pass
 * and without a list of indices (Knuth, The Art of Computer Programming 2, algorithm S). `next` is uniform in [0, 1).
 */
export function sampleExactly(wanted: number, count: number, next: () => number): () => boolean {
  let [open, left] = [wanted, count]
  return () => {
    const take = next() * left < open
    left--
    if (take) open--
    return take
  }
}
