import { expect, test } from 'vitest'
import { batcher } from '../../../core/train/batcher.ts'
import { beginningWith } from '../../../core/train/collator.ts'
import { pairTokens } from '../../../nodes/collate/pair-tokens.ts'
import { column, toyBatches } from '../../nodes/collate/toy.ts'

const letters = Array.from({ length: 200 }, (_, i) => [4 + (i % 80)])
const long = Array.from({ length: 30 }, (_, i) => 4 + i)
const table = { columns: { source: column(...letters, long), target: column(...letters, long) } }

test('targets begin with the network’s own token, also in smaller batches of short ones', () => {
  const ours = pairTokens(toyBatches('seq2seq'), { sourceLength: 32, targetLength: 32, alike: true })
  const rooms = new Set<number | undefined>()
  for (const [start, collator] of [
    [0, beginningWith(undefined, ours)],
    [2, beginningWith(2, ours)],
  ] as const) {
    const batchesOf = batcher(collator, table, { batchSize: 3, accumulate: 1, seed: 1 })
    for (let step = 0; step < 67; step++)
      for (const { arrays, room } of batchesOf(step)) {
        const target = [...(arrays.target ?? [])]
        const U = target.length / 3
        expect([target[0], target[U], target[2 * U]]).toEqual([start, start, start])
        rooms.add(room)
      }
  }
  expect(rooms.size).toBeGreaterThan(1)
})
