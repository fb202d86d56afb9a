import { expect, test } from 'vitest'
import { dataDigest } from '../../../main/data/tokens/data-digest.ts'
import { prepareData } from '../../../main/data/tokens/prepare-data.ts'
import { batches, blocks, newFolder, planOf } from './pipeline.ts'

test('the same held-out rows of the same data have the same digest, other rows another one', async () => {
  const home = newFolder()
  const of = async (source: string, split: Readonly<Record<string, unknown>>) => {
    const tokenizer = ['bpe-tokenizer', { size: 259, mask: false, sentinels: 0 }] as const
    const chain = batches(['sample-pairs', { pairs: source }], ['split', split], tokenizer, ['pair-tokens'])
    return dataDigest(await prepareData(planOf(chain), { home, blocks, report: () => {} }))
  }
  const first = await of('translate-fr', { share: 0.1 })
  expect(await of('translate-fr', { share: 0.1 })).toBe(first)
  expect(await of('translate-fr', { share: 0.1, seed: 1 })).not.toBe(first)
  expect(await of('translate-fr', { share: 0.11 })).not.toBe(first)
  expect(await of('translate-de', { share: 0.1 })).not.toBe(first)
})
