import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { relativePositionBucket, relativePositionBuckets } from '../../../core/nn/relative-position.ts'

const file = join(import.meta.dirname, '../../fixtures/golden/t5_buckets_abs_distance.json')
const theirs = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number[]>

test.each([
  [32, 128],
  [8, 20],
])('%i buckets up to distance %i equal Transformers for keys before the query', (buckets, maxDistance) => {
  for (const [name, bidirectional] of [
    ['bi', true],
    ['uni', false],
  ] as const)
    for (const [distance, bucket] of (theirs[`${name}_${buckets}_${maxDistance}`] ?? []).entries())
      expect(relativePositionBucket(-distance, { buckets, maxDistance, bidirectional })).toBe(bucket)
})

test('keys after the query have buckets of their own, or none', () => {
  const options = { buckets: 32, maxDistance: 128 }
  expect([1, 8, 64, 500].map(d => relativePositionBucket(d, { ...options, bidirectional: true }))).toEqual([
    17, 24, 30, 31,
  ])
  expect([1, 8, 64].map(d => relativePositionBucket(d, { ...options, bidirectional: false }))).toEqual([0, 0, 0])
  expect([...relativePositionBuckets(3, { ...options, bidirectional: true })]).toEqual([0, 17, 18, 1, 0, 17, 2, 1, 0])
})
