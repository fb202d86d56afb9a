import { z } from 'zod'
import type { Row, RowStream } from '../../core/block/abilities.ts'
import { block, param, port } from '../../core/block/block.ts'
import { createRandom, hashSeed, type Random } from '../../core/random.ts'
import { text } from '../../core/text.ts'

const params = z.strictObject({
  seed: param(z.int().min(0).default(0), {
    label: text('Seed', '随机种子'),
    help: text('A different seed gives a different order.', '不同的种子会得到不同的顺序。'),
  }),
})

type Params = z.infer<typeof params>

/** Limits of the shuffle buffer: characters of text (about 130 MB), and rows. */
const held = { characters: 2 ** 26, rows: 2 ** 20 }
const together = 512

/** The rows in random order. Data larger than the buffer is shuffled as it passes: each row that leaves is drawn from all rows in the buffer. */
export const shuffleRows = (rows: RowStream, { seed }: Params, limit = held): RowStream => ({
  async *[Symbol.asyncIterator]() {
    const urn = urnOf(createRandom(hashSeed(seed, 0x5f1e)))
    let out: Row[] = []
    for await (const some of rows)
      for (const row of some) {
        urn.put(row)
        while (urn.exceeds(limit)) out.push(urn.draw())
        if (out.length < together) continue
        yield out
        out = []
      }
    while (urn.size() > 0) {
      out.push(urn.draw())
      if (out.length < together) continue
      yield out
      out = []
    }
    if (out.length > 0) yield out
  },
})

function urnOf({ int }: Random) {
  const rows: Row[] = []
  let characters = 0
  return {
    put(row: Row) {
      rows.push(row)
      characters += lengthOf(row)
    },
    draw(): Row {
      const place = int(rows.length)
      const [row, last] = [rows[place], rows.pop()]
      if (!row || !last) throw new Error('urnOf: the buffer is empty')
      if (place < rows.length) rows[place] = last
      characters -= lengthOf(row)
      return row
    },
    size: () => rows.length,
    exceeds: (limit: typeof held) => rows.length > limit.rows || (characters > limit.characters && rows.length > 1),
  }
}

const lengthOf = ({ texts }: Row) => Object.values(texts).reduce((sum, value) => sum + value.length, 0)

export default block({
  id: 'shuffle-rows',
  category: 'data',
  title: text('Shuffle rows', '打乱数据行'),
  keywords: ['Shuffle', '打乱顺序', 'random order', 'permute', '打乱', '洗牌'],
  help: text(
    'Puts the rows into random order; the same seed gives the same order. Training shuffles its examples anyway; use this block when a later block depends on the order, for example one that takes rows from the end. Very large data (above 60 million characters) is shuffled in parts.',
    '随机打乱各行的顺序，同一随机种子得到同一顺序。训练本身会打乱样本；若后面的模块依赖顺序（例如从末尾取行），请使用本模块。很大的数据（超过 6000 万字符）会分段打乱。',
  ),
  inputs: { rows: port('rows') },
  outputs: { rows: port('rows') },
  params,
  rows: (rows, params) => shuffleRows(rows, params),
  compile: ({ rows }, params) => ({ rows: { ...rows, steps: [...rows.steps, { block: 'shuffle-rows', params }] } }),
})
