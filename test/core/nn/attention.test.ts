import { expect, test } from 'vitest'
import { decoderAttentionBias } from '../../../core/nn/attention.ts'
import type { NetworkInputs } from '../../../core/nn/network.ts'
import { constant } from '../../../core/tensor/tensor.ts'
import { compiled } from '../tensor/evaluate.ts'

const ids = (...values: readonly number[]) => constant(values, [1, values.length], 'int32')

/** A row for each token: 1 where it may look. */
async function seen(T: number, inputs: Partial<NetworkInputs> = {}, window?: number) {
  const bias = decoderAttentionBias({ ids: ids(...Array(T).fill(7)), ...inputs }, window)
  const { y = [] } = await (await compiled({ y: bias }))({})
  return Array.from({ length: T }, (_, t) => y.slice(t * T, (t + 1) * T).map(v => (v === 0 ? 1 : 0)))
}

test('in a causal layer a token sees itself and all before it', async () => {
  expect(await seen(3)).toEqual([
    [1, 0, 0],
    [1, 1, 0],
    [1, 1, 1],
  ])
})

test('in a banded layer it sees only the nearest of them', async () => {
  expect(await seen(4, {}, 2)).toEqual([
    [1, 0, 0, 0],
    [1, 1, 0, 0],
    [0, 1, 1, 0],
    [0, 0, 1, 1],
  ])
})

test('a band as wide as the text is no band', async () => {
  expect(await seen(4, {}, 4)).toEqual(await seen(4))
})

test('documents in one row do not see each other', async () => {
  expect(await seen(4, { documents: ids(0, 0, 1, 1) })).toEqual([
    [1, 0, 0, 0],
    [1, 1, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 1, 1],
  ])
})

test('everybody sees the beginning, and no padding', async () => {
  expect(await seen(4, { prefix: ids(1, 1, 0, 0), mask: ids(1, 1, 1, 0) })).toEqual([
    [1, 1, 0, 0],
    [1, 1, 0, 0],
    [1, 1, 1, 0],
    [1, 1, 1, 0],
  ])
})
