import { z } from 'zod'
import { block, port } from '../../../../core/block/block.ts'
import { classNames } from '../../../../core/nn/architecture-names.ts'
import { type HeadBuilders, withHead } from '../../../../core/nn/head.ts'
import { embedding, linear, normalInit } from '../../../../core/nn/layers.ts'
import { layer, parts } from '../../../../core/nn/module.ts'
import type { Body, ModelConfig, NetworkFamily } from '../../../../core/nn/network.ts'
import { firstTokenStates } from '../../../../core/nn/pooling.ts'
import { tanh } from '../../../../core/tensor/ops/elementwise.ts'
import type { Tensor } from '../../../../core/tensor/tensor.ts'
import { text } from '../../../../core/text.ts'

// A network that looks at each token by itself: a whole architecture in one file, with weights stored as [in, out].

const init = normalInit(0.1)
const configSchema = z.looseObject({ vocab_size: z.int(), dim: z.int(), depth: z.int() })

const family: NetworkFamily = {
  kind: 'decoder',
  classes: classNames('Mixer', 'ForTokens', ['class']),
  body: ['mixer'],
  embeddings: ['words'],
  tokenEmbedding: 'mixer.words.weight',
  loraTargets: ['mix'],
  linearLayout: 'in-out',
  maxLength: () => 64,
  layerCount: config => Number(config.depth),
}

function body(config: ModelConfig) {
  const c = configSchema.parse(config)
  const words = embedding(c.vocab_size, c.dim, init)
  const stages = Array.from({ length: c.depth }, () => {
    const mix = linear(c.dim, c.dim, { init, layout: 'in-out' })
    return layer({ mix }, (x: Tensor) => x.add(tanh(mix(x))))
  })
  const mixer: Body = {
    family,
    config,
    parts: parts({ mixer: { words, stages } }),
    hidden: ({ ids }) => stages.reduce((x, stage) => stage(x), words(ids).reshape(ids.size, c.dim)),
  }
  return { c, mixer }
}

const heads: HeadBuilders = {
  class(config) {
    const { c, mixer } = body(config)
    const classes = Object.keys(config.id2label as object).length
    const verdict = linear(c.dim, classes, { init })
    return withHead(mixer, {
      parts: parts({ verdict }),
      read: (states, { ids }) => firstTokenStates(states, ids.dim(0)),
      logits: verdict,
    })
  },
}

export default block({
  id: 'position-mixer',
  category: 'model',
  title: text('Mixer', 'Mixer'),
  help: text('A toy.', '玩具。'),
  inputs: {},
  outputs: { network: port('network') },
  params: z.strictObject({ dim: z.int().default(16), depth: z.int().default(2) }),
  compile: (_, params) => ({
    network: { block: 'position-mixer', params, kind: 'decoder', maxLength: 64, heads: ['class'] },
  }),
  network: {
    family,
    config: (p, vocabulary) => ({
      architectures: [family.classes.words],
      model_type: 'position-mixer',
      vocab_size: vocabulary.size,
      ...p,
    }),
    build(config) {
      const { c, mixer } = body(config)
      const output = linear(c.dim, c.vocab_size, { init })
      return withHead(mixer, { parts: parts({ output }), logits: output })
    },
    heads,
  },
})
