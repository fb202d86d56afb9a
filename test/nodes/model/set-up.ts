import type { Batch } from '../../../core/batch.ts'
import { parameters } from '../../../core/nn/module.ts'
import type { Model } from '../../../core/train/model.ts'
import { B, feedsOf } from './feeds.ts'
import { fixture } from './fixture.ts'
import { subject } from './subject.ts'

/** A case ready to be run: its model, its batch, its weights, and what Transformers says. */
export function setUp(name: string) {
  const { config, expected, weights } = fixture(name)
  const { network, loss, scores } = subject(name, config)
  const { arrays, shapes } = feedsOf(expected, config)
  const words = expected.kind === 'mlm_nsp' ? -B : undefined // the texts' weights make a mean of their own
  const counted = (arrays.weights as Float32Array).slice(0, words).filter(w => w > 0).length
  const batch: Batch = { arrays, tokens: 0, supervised: counted }
  const model: Model = {
    network,
    parameters: parameters(network.parts),
    collator: { feeds: () => shapes, examples: () => B, fill: () => batch },
    loss,
  }
  const values = new Map([...weights].map(([key, { data }]) => [key, data]))
  return { model, batch, expected, weights, values, shapes, scores }
}
