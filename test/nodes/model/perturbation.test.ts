import { describe, expect, test } from 'vitest'
import { noDropout } from '../../../core/nn/dropout.ts'
import { namedParameters } from '../../../core/nn/module.ts'
import { createRandom } from '../../../core/random.ts'
import { input } from '../../../core/tensor/tensor.ts'
import { initializeParameter } from '../../../core/train/initialize-parameter.ts'
import { buildNetwork } from '../../../core/train/model.ts'
import { blocks } from '../../../nodes/index.ts'
import { compiled, type Feeds } from '../../core/tensor/evaluate.ts'
import { families, planOf, variants } from './small-plan.ts'

const [T, changed] = [12, 7]

const all = [...families.map(family => [family, family, {}] as const), ...variants]

describe.each(all)('%s', async (_, family, settings) => {
  const plan = planOf(family, settings)
  const { kind } = plan.objective.network
  const written = kind === 'encoder-decoder'
  const network = buildNetwork(plan, blocks)
  const named = namedParameters(network.parts)
  const place = (name: string) => input(name, [1, T], 'int32')
  const inputs = { ids: place('ids'), mask: place('mask'), ...(written ? { target: place('target') } : {}) }
  const run = await compiled({ logits: network.logits(network.hidden(inputs, noDropout)) }, named)
  const weights = [...named].map(([name, tensor], i) => {
    const values = new Float32Array(tensor.size)
    initializeParameter(tensor, values, 1, i)
    return [name, values] as const
  })

  /** For each place, the largest change of its logits when some tokens of one feed change. */
  async function changes(feed: 'ids' | 'target', places: readonly number[]): Promise<number[]> {
    const { int } = createRandom(9)
    const tokens = Int32Array.from({ length: T }, () => 10 + int(200))
    const others = tokens.map((id, i) => (places.includes(i) ? id + 1 : id))
    const feeds: Feeds = {
      ...Object.fromEntries(weights),
      ids: tokens,
      mask: new Int32Array(T).fill(1),
      target: tokens,
    }
    const { logits: before = [] } = await run(feeds)
    const { logits: after = [] } = await run({ ...feeds, [feed]: others })
    const V = before.length / T
    const differences = before.map((x, i) => Math.abs(x - (after[i] ?? Number.NaN)))
    return Array.from({ length: T }, (_, t) => Math.max(...differences.slice(t * V, (t + 1) * V)))
  }
  const later = Array.from({ length: T - changed }, (_, i) => changed + i)

  if (kind !== 'encoder')
    test('later tokens never change what is said of earlier ones', async () => {
      const found = await changes(written ? 'target' : 'ids', later)
      expect(found.slice(0, changed)).toEqual(Array(changed).fill(0))
      for (const change of found.slice(changed)) expect(change).toBeGreaterThan(0)
    })

  if (kind !== 'decoder')
    test('what is read is read from both sides', async () => {
      for (const found of [await changes('ids', later), await changes('ids', [0])])
        for (const change of found) expect(change).toBeGreaterThan(0)
    })
})
