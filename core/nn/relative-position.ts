import { gather } from '../tensor/ops/gather.ts'
import { constant, type Tensor } from '../tensor/tensor.ts'
import type { KVCache } from './kv-cache.ts'

interface BucketOptions {
  /** Number of buckets in all. */
  readonly buckets: number
  /** From this distance on, everything shares the last bucket. */
  readonly maxDistance: number
  /** Half of the buckets for what comes after. Otherwise what comes after counts as distance 0. */
  readonly bidirectional: boolean
}

/**
 * T5's bucket of each (query, key) pair, [T, S] row by row: exact for near keys, logarithmic for far ones
 * (Raffel et al. 2020, §2.1; `_relative_position_bucket` in Transformers).
 */
export function relativePositionBuckets(T: number, options: BucketOptions, S = T): Int32Array {
  const out = new Int32Array(T * S)
  for (let query = 0; query < T; query++)
    for (let key = 0; key < S; key++) out[query * S + key] = relativePositionBucket(key - query, options)
  return out
}

/** The buckets of the tokens at hand with all keys that a cache holds, int32 [T, S]; those of keys to come have no meaning. */
export function cachedPositionBuckets(
  { positions: places, maxLength: length }: KVCache,
  options: BucketOptions,
): Tensor {
  const ofDistance = Int32Array.from({ length }, (_, distance) => relativePositionBucket(-distance, options))
  const keys = constant(
    Array.from({ length }, (_, key) => key),
    [1, length],
    'int32',
  )
  // a negative distance counts from the end of the table: some bucket, of a key nobody may see yet
  const distances = places.reshape(places.size, 1).sub(keys)
  return gather(constant(ofDistance, [length, 1], 'int32'), distances).reshape(places.size, length)
}

export function relativePositionBucket(
  relative: number,
  { buckets, maxDistance, bidirectional }: BucketOptions,
): number {
  const count = bidirectional ? buckets / 2 : buckets
  const after = bidirectional && relative > 0 ? count : 0
  const distance = bidirectional ? Math.abs(relative) : Math.max(-relative, 0)
  const exact = count / 2
  if (distance < exact) return after + distance
  const share = Math.log(distance / exact) / Math.log(maxDistance / exact)
  return after + Math.min(exact + Math.trunc(share * (count - exact)), count - 1)
}
