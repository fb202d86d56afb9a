import { expect, test } from 'vitest'
import { bandedBias, causalBias } from '../../../core/nn/attention.ts'
import { compiled } from '../tensor/evaluate.ts'

const seen = async (bias: ReturnType<typeof causalBias>) => {
  const { y = [] } = await (await compiled({ y: bias }))({})
  const T = bias.dim(-1)
  return Array.from({ length: T }, (_, t) => y.slice(t * T, (t + 1) * T).map(v => (v === 0 ? 1 : 0)))
}

test('in a causal layer a token sees itself and all before it', async () => {
  expect(await seen(causalBias(3))).toEqual([
    [1, 0, 0],
    [1, 1, 0],
    [1, 1, 1],
  ])
})

test('in a banded layer it sees only the nearest of them', async () => {
  expect(await seen(bandedBias(4, 2))).toEqual([
    [1, 0, 0, 0],
    [1, 1, 0, 0],
    [0, 1, 1, 0],
    [0, 0, 1, 1],
  ])
})

test('a band as wide as the text is no band', async () => {
  expect(await seen(bandedBias(4, 4))).toEqual(await seen(causalBias(4)))
})
