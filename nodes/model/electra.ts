import { z } from 'zod'
import { block, param, port } from '../../core/block.ts'
import { activations } from '../../core/nn/activation.ts'
import { type Heads, withHead } from '../../core/nn/head.ts'
import { zeros } from '../../core/nn/layers.ts'
import { parts } from '../../core/nn/module.ts'
import type { Config, Network } from '../../core/nn/network.ts'
import { parameter } from '../../core/tensor/tensor.ts'
import { text } from '../../core/text.ts'
import {
  bertBody,
  dense,
  denseClassHead,
  embeddings,
  encoderAnswerHead,
  encoderSchema,
  encoderTagHead,
  norm,
} from './bert-encoder.ts'
import { mini, published, shape, small, tiny } from './presets.ts'
import * as sizes from './sizes.ts'

const configSchema = encoderSchema.extend({ model_type: z.literal('electra'), embedding_size: z.int() })

function body(config: Config) {
  const c = configSchema.parse(config)
  const embedded = embeddings(c, { width: c.embedding_size })
  const project = c.embedding_size === c.hidden_size ? {} : { project: dense(c, c.embedding_size, c.hidden_size) }
  return { c, words: embedded.words, body: bertBody(config, c, { name: 'electra', embeddings: embedded, ...project }) }
}

/** ELECTRA's generator (Clark et al. 2020): a small BERT with a narrow word table, which fills in hidden words. */
export function electra(config: Config): Network {
  const { c, words, body: encoder } = body(config)
  const predictions = { dense: dense(c, c.hidden_size, c.embedding_size), LayerNorm: norm(c, c.embedding_size) }
  const bias = parameter([c.vocab_size], zeros)
  return withHead(encoder, {
    parts: parts({ generator_predictions: predictions, generator_lm_head: { bias } }),
    logits: states => words.project(predictions.LayerNorm(activations.gelu(predictions.dense(states))), bias),
  })
}

const heads: Heads = {
  /** ELECTRA's discriminator: was this token put there by the generator? */
  replaced(config) {
    const { c, body: encoder } = body(config)
    const discriminator_predictions = { dense: dense(c), dense_prediction: dense(c, c.hidden_size, 1) }
    const activation = activations[c.hidden_act]
    return withHead(encoder, {
      parts: parts({ discriminator_predictions }),
      logits: states => discriminator_predictions.dense_prediction(activation(discriminator_predictions.dense(states))),
    })
  },
  class(config) {
    const { c, body: encoder } = body(config)
    return withHead(encoder, denseClassHead(c, activations.gelu))
  },
  tags(config) {
    const { c, body: encoder } = body(config)
    return withHead(encoder, encoderTagHead(c))
  },
  answer(config) {
    const { c, body: encoder } = body(config)
    return withHead(encoder, encoderAnswerHead(c))
  },
}

export default block({
  id: 'electra',
  category: 'model',
  title: text('ELECTRA', 'ELECTRA'),
  help: text(
    'A BERT with a narrow word table, so that more of its weights do the thinking. Here it learns by masked language modelling.',
    '词表较窄的 BERT，把更多参数留给理解文本。此处用掩码语言建模训练。',
  ),
  inputs: {},
  outputs: { network: port('network') },
  params: sizes.network.extend({
    wordWidth: param(z.int().min(8).max(8192).default(64), {
      label: text('Word table width', '词表宽度'),
      help: text(
        'How many numbers describe a word before the network widens them. Less saves memory.',
        '在网络扩展之前用多少个数描述一个词。越小越省内存。',
      ),
    }),
  }),
  presets: {
    tiny: tiny({ ...shape(128, 2, 2), wordWidth: 32 }),
    mini: mini({ ...shape(256, 4, 4), wordWidth: 64 }),
    small: small({ ...shape(384, 4, 6), wordWidth: 96 }),
    'electra-small': published('ELECTRA small', { ...shape(256, 12, 4), wordWidth: 128, context: 512, dropout: 0.1 }),
    'electra-base': published('ELECTRA base', { ...shape(768, 12, 12), wordWidth: 768, context: 512, dropout: 0.1 }),
  },
  compile: (_, params) => {
    sizes.checkHeads(params)
    return { network: { block: 'electra', params, kind: 'encoder', maxLength: params.context } }
  },
  network: {
    config: (p, vocabulary) => ({
      architectures: ['ElectraForMaskedLM'],
      model_type: 'electra',
      vocab_size: vocabulary.size,
      embedding_size: p.wordWidth,
      hidden_size: p.width,
      num_hidden_layers: p.layers,
      num_attention_heads: p.heads,
      intermediate_size: p.feedForward || 4 * p.width,
      hidden_act: 'gelu',
      hidden_dropout_prob: p.dropout,
      attention_probs_dropout_prob: p.dropout,
      max_position_embeddings: p.context,
      type_vocab_size: 2,
      initializer_range: 0.02,
      layer_norm_eps: 1e-12,
      pad_token_id: vocabulary.pad,
      position_embedding_type: 'absolute',
      tie_word_embeddings: true,
    }),
    build: electra,
    heads,
  },
})
