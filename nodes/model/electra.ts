import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import { activations } from '../../core/nn/activations.ts'
import { classNames } from '../../core/nn/architecture-names.ts'
import { type HeadBuilders, withHead } from '../../core/nn/head.ts'
import { tiedProjection } from '../../core/nn/layers.ts'
import { parts } from '../../core/nn/module.ts'
import type { ModelConfig, Network, NetworkFamily } from '../../core/nn/network.ts'
import { text } from '../../core/text.ts'
import {
  bertBody,
  bertFamily,
  dense,
  type Embeddings,
  embeddings,
  encoderRules,
  encoderSchema,
  norm,
} from './bert-encoder.ts'
import { denseClassHead, tokenHeads } from './bert-heads.ts'
import { parseConfig, size } from './config-rules.ts'
import * as sizes from './network-params.ts'
import { mini, published, shape, small, tiny } from './presets.ts'

/** The share that ELECTRA's authors found best for most sizes. */
const usualShare = 0.25

const configSchema = encoderSchema.extend({
  model_type: z.literal('electra'),
  embedding_size: size,
  /** Width of the generator that is trained along, as a share of this network's: the name in Google's own code. */
  generator_hidden_size: z.number().gt(0).max(1).default(usualShare),
})

const family: NetworkFamily = {
  ...bertFamily('electra'),
  classes: { ...classNames('Electra', 'ForMaskedLM', ['class', 'tags', 'answer']), replaced: 'ElectraForPreTraining' },
  copies: { 'generator_lm_head.weight': 'electra.embeddings.word_embeddings.weight' },
}

function body(config: ModelConfig, shared?: Embeddings) {
  const c = parseConfig(configSchema, config, encoderRules)
  const embedded = shared ?? embeddings(c, { width: c.embedding_size })
  const project = c.embedding_size === c.hidden_size ? {} : { project: dense(c, c.embedding_size, c.hidden_size) }
  return { c, embedded, body: bertBody(family, config, c, { embeddings: embedded, ...project }) }
}

/** ELECTRA's generator (Clark et al. 2020): a small BERT with a narrow word table, which fills in hidden words. */
export function electra(config: ModelConfig, shared?: Embeddings): Network {
  const { c, embedded, body: encoder } = body(config, shared)
  const predictions = { dense: dense(c, c.hidden_size, c.embedding_size), LayerNorm: norm(c, c.embedding_size) }
  const generator_lm_head = c.tie_word_embeddings
    ? tiedProjection(embedded.words)
    : dense(c, c.embedding_size, c.vocab_size)
  return withHead(encoder, {
    parts: parts({ generator_predictions: predictions, generator_lm_head }),
    logits: states => generator_lm_head(predictions.LayerNorm(activations.gelu(predictions.dense(states)))),
    tiedWeights: family.copies,
  })
}

/** The config of a generator whose layers have that share of the heads, each as wide as before. */
function narrower(config: ModelConfig, share: number): ModelConfig {
  const { generator_hidden_size: _, ...others } = config
  const c = configSchema.parse(config)
  const heads = Math.max(1, Math.round(c.num_attention_heads * share))
  const of = (size: number) => (size / c.num_attention_heads) * heads
  return {
    ...others,
    architectures: [family.classes.words],
    hidden_size: of(c.hidden_size),
    num_attention_heads: heads,
    intermediate_size: Math.round(of(c.intermediate_size)),
  }
}

const heads: HeadBuilders = {
  /** ELECTRA's discriminator: was this token put there by the generator? */
  replaced(config) {
    const { c, embedded, body: encoder } = body(config)
    const discriminator_predictions = { dense: dense(c), dense_prediction: dense(c, c.hidden_size, 1) }
    const activation = activations[c.hidden_act]
    const network = withHead(encoder, {
      parts: parts({ discriminator_predictions }),
      logits: states => discriminator_predictions.dense_prediction(activation(discriminator_predictions.dense(states))),
    })
    return { ...network, generator: electra(narrower(config, c.generator_hidden_size), embedded) }
  },
  class(config) {
    const { c, body: encoder } = body(config)
    return withHead(encoder, denseClassHead(c, activations.gelu))
  },
  ...tokenHeads(body),
}

export default block({
  id: 'electra',
  category: 'model',
  title: text('ELECTRA', 'ELECTRA'),
  keywords: ['discriminator', 'generator', 'replaced token detection', 'RTD', '判别器', '编码器'],
  help: text(
    'A BERT with a narrow embedding layer, so that more of its weights are in the layers. Best trained with “Replaced token detection (ELECTRA)”.',
    '嵌入层较窄的 BERT，把更多参数留给各层。最适合用“替换词元检测（ELECTRA）”训练。',
  ),
  inputs: {},
  outputs: { network: port('network') },
  learns: { by: 'masked' },
  params: sizes.networkParams.extend({
    wordWidth: param(z.int().min(8).max(8192).default(64), {
      label: text('Embedding size', '嵌入维度'),
      help: text(
        'Dimension of the token embeddings before they are projected to the network’s width. Smaller saves memory.',
        '词元嵌入在投影到网络宽度之前的维度。越小越省内存。',
      ),
    }),
    generator: param(z.number().gt(0).max(1).default(usualShare), {
      label: text('Generator size', '生成器规模'),
      help: text(
        'Only for “Replaced token detection (ELECTRA)”: the width of the generator, the small network that puts plausible wrong tokens into the text, as a share of this network’s width.',
        '仅用于“替换词元检测（ELECTRA）”：生成器（向文本中放入似是而非的词元的小网络）的宽度占本网络的比例。',
      ),
      advanced: true,
    }),
  }),
  initialParams: sizes.contextWithSpecialTokens,
  presets: {
    tiny: tiny({ ...shape(128, 2, 2), wordWidth: 32 }),
    mini: mini({ ...shape(256, 4, 4), wordWidth: 64 }),
    small: small({ ...shape(384, 4, 6), wordWidth: 96 }),
    'electra-small': published('ELECTRA small', { ...shape(256, 12, 4), wordWidth: 128, context: 512, dropout: 0.1 }),
    'electra-base': published('ELECTRA base', { ...shape(768, 12, 12), wordWidth: 768, context: 512, dropout: 0.1 }),
  },
  compile: (_, params) => {
    sizes.checkHeads(params)
    return { network: { block: 'electra', params, kind: 'encoder', maxLength: params.context, heads: ['replaced'] } }
  },
  network: {
    config: (p, vocabulary) => ({
      architectures: [family.classes.words],
      model_type: 'electra',
      ...sizes.encoderConfig(p, vocabulary),
      embedding_size: p.wordWidth,
      max_position_embeddings: p.context,
      type_vocab_size: 2,
      layer_norm_eps: 1e-12,
      generator_hidden_size: p.generator,
    }),
    family,
    build: config => electra(config),
    heads,
  },
})
