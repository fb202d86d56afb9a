import { expect, test } from 'vitest'
import { batcher } from '../../../core/train/batching/batcher.ts'
import { withDecoderStart } from '../../../core/train/collator.ts'
import { pairTokens } from '../../../nodes/collate/pair-tokens.ts'
import { column, toyBatches } from '../../nodes/collate/toy.ts'

const letters = Array.from({ length: 200 }, (_, i) => [4 + (i % 80)])
const long = Array.from({ length: 30 }, (_, i) => 4 + i)
const table = { columns: { source: column(...letters, long), target: column(...letters, long) } }

test('targets begin with the network’s own token, also in smaller batches of short ones', () => {
  const ours = pairTokens(toyBatches('seq2seq'), { sourceLength: 32, targetLength: 32, alike: true })
  const rooms = new Set<number | undefined>()
  for (const [start, collator] of [
    [0, withDecoderStart(undefined, ours)],
    [2, withDecoderStart(2, ours)],
  ] as const) {
    const batchesOf = batcher(collator, table, { batchSize: 3, accumulate: 1, seed: 1 })
    for (let step = 0; step < 67; step++)
      for (const { arrays, bucketLength } of batchesOf(step)) {
        const target = [...(arrays.target ?? [])]
        const U = target.length / 3
        expect([target[0], target[U], target[2 * U]]).toEqual([start, start, start])
        rooms.add(bucketLength)
      }
  }
  expect(rooms.size).toBeGreaterThan(1)
})

test('batches of like lengths mix all lengths that take the same room', () => {
  const texts = Array.from({ length: 640 }, (_, i) => Array.from({ length: 1 + (i % 8) + (i % 2 ? 24 : 0) }, () => 5))
  const some = { columns: { source: column(...texts), target: column(...texts) } }
  const collator = pairTokens(toyBatches('seq2seq'), { sourceLength: 33, targetLength: 33, alike: true })
  const batchesOf = batcher(collator, some, { batchSize: 8, accumulate: 1, seed: 1 })
  const batches = Array.from({ length: 64 }, (_, step) => batchesOf(step)).flat()
  const lengthsIn = ({ arrays: { mask = new Int32Array() } }: (typeof batches)[number]) => {
    const rows = Array.from({ length: 8 }, (_, row) =>
      [...mask].slice((row * mask.length) / 8, ((row + 1) * mask.length) / 8),
    )
    return new Set(rows.map(row => row.filter(one => one === 1).length))
  }
  const small = batches.filter(({ bucketLength = 33 }) => bucketLength < 33)
  expect(small.length).toBeGreaterThan(20)
  const mixed = small.map(batch => lengthsIn(batch).size)
  expect(mixed.reduce((a, b) => a + b) / mixed.length).toBeGreaterThan(2) // sorted by length, most would have one
})
