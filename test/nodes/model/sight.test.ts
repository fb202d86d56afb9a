// What a left-to-right network sees when its batches say which tokens belong together.
import { describe, expect, test } from 'vitest'
import { noDropout } from '../../../core/nn/dropout.ts'
import { namedParameters } from '../../../core/nn/module.ts'
import { input } from '../../../core/tensor/tensor.ts'
import { initializeParameter } from '../../../core/train/initialize-parameter.ts'
import { buildNetwork } from '../../../core/train/model.ts'
import { blocks } from '../../../nodes/index.ts'
import { compiled, type Feeds } from '../../core/tensor/evaluate.ts'
import { families, planOf } from './small-plan.ts'

const T = 10
const ids = [20, 31, 42, 53, 64, 75, 86, 97, 108, 119]
const decoders = families.filter(family => planOf(family).objective.network.kind === 'decoder')

describe.each(decoders)('%s', async family => {
  const network = buildNetwork(planOf(family), blocks)
  const named = namedParameters(network.parts)
  const weights = Object.fromEntries(
    [...named].map(([name, tensor], i) => {
      const values = new Float32Array(tensor.size)
      initializeParameter(tensor, values, 1, i)
      return [name, values] as const
    }),
  )

  /** Logits of each place for a row with these feeds. */
  async function logits(feeds: Feeds & { readonly ids: readonly number[] }): Promise<number[][]> {
    const length = feeds.ids.length
    const inputs = Object.fromEntries(Object.keys(feeds).map(name => [name, input(name, [1, length], 'int32')]))
    const all = network.logits(network.hidden(inputs as never, noDropout))
    const { y = [] } = await (await compiled({ y: all }, named))({ ...weights, ...feeds })
    const V = y.length / length
    return Array.from({ length }, (_, t) => y.slice(t * V, (t + 1) * V))
  }
  const distance = (a: readonly number[], b: readonly number[] = []) =>
    Math.max(...a.map((x, i) => Math.abs(x - (b[i] ?? Number.NaN))))

  test('a document in a row with others is read as if it stood alone', async () => {
    const row = { documents: [0, 0, 0, 0, 1, 1, 1, 2, 2, 2], places: [0, 1, 2, 3, 0, 1, 2, 0, 1, 2] }
    const together = await logits({ ids, ...row })
    for (const [from, to] of [
      [0, 4],
      [4, 7],
      [7, 10],
    ] as const) {
      const alone = await logits({ ids: ids.slice(from, to) })
      for (const [t, scores] of alone.entries()) expect(distance(scores, together[from + t])).toBeLessThan(1e-4)
    }
    const other = await logits({ ids: ids.with(1, 200), ...row })
    for (let t = 4; t < T; t++) expect(distance(together[t] ?? [], other[t])).toBe(0)
  })

  test('the tokens of a beginning see all of it, and never the rest', async () => {
    const prefix = Array.from({ length: T }, (_, i) => (i < 3 ? 1 : 0))
    const before = await logits({ ids, prefix })
    const inside = await logits({ ids: ids.with(2, 200), prefix })
    const behind = await logits({ ids: ids.with(5, 200), prefix })
    for (let t = 0; t < 3; t++) expect(distance(before[t] ?? [], inside[t])).toBeGreaterThan(0)
    for (let t = 0; t < 5; t++) expect(distance(before[t] ?? [], behind[t])).toBe(0)
    for (let t = 5; t < T; t++) expect(distance(before[t] ?? [], behind[t])).toBeGreaterThan(0)
  })
})
