import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import { activations } from '../../core/nn/activations.ts'
import { classNames } from '../../core/nn/architecture-names.ts'
import { decoderAttentionBias, mergeHeads, scaledDotProductAttention, splitHeads } from '../../core/nn/attention.ts'
import type { Dropout } from '../../core/nn/dropout.ts'
import { type HeadBuilders, questionAnsweringHead, tokenClassificationHead, withHead } from '../../core/nn/head.ts'
import type { KVCache } from '../../core/nn/kv-cache.ts'
import { embedding, layerNorm, linear, normalInit } from '../../core/nn/layers.ts'
import { layer, parts } from '../../core/nn/module.ts'
import type { Body, ModelConfig, Network, NetworkFamily, NetworkInputs } from '../../core/nn/network.ts'
import { lastTokenStates } from '../../core/nn/pooling.ts'
import type { Vocabulary } from '../../core/plan/plan.ts'
import { split, type Tensor } from '../../core/tensor/tensor.ts'
import { text } from '../../core/text.ts'
import { id2labelSchema, labelCount } from './class-labels.ts'
import { activation, count, mustDivide, numberOf, parseConfig, size } from './config-rules.ts'
import * as sizes from './network-params.ts'
import { mini, published, shape, small, tiny } from './presets.ts'

const configSchema = z.looseObject({
  model_type: z.enum(['gpt2', 'gpt3']),
  vocab_size: size,
  n_positions: size,
  n_embd: size,
  n_layer: count,
  n_head: size,
  n_inner: size.nullable().default(null),
  activation_function: activation.default('gelu_new'),
  layer_norm_epsilon: z.number().default(1e-5),
  embd_pdrop: z.number().default(0.1),
  attn_pdrop: z.number().default(0.1),
  resid_pdrop: z.number().default(0.1),
  initializer_range: z.number().default(0.02),
  scale_attn_weights: z.boolean().default(true),
  scale_attn_by_inverse_layer_idx: z.boolean().default(false),
  add_cross_attention: z.literal(false).default(false),
  /** GPT-3: every second layer sees only the nearest tokens, this many. */
  attention_window: size.nullish(),
  classifier_dropout: z.number().nullish(),
  hidden_dropout: z.number().nullish(),
  pad_token_id: z.int().nullish(),
  tie_word_embeddings: z.boolean().default(true),
  id2label: id2labelSchema,
})
type GPT2Config = z.infer<typeof configSchema>

/** What every layer of one forward pass shares. */
interface Pass {
  /** Rows are B texts after one another. */
  readonly B: number
  /** [1 or B, 1, T, T] */
  readonly bias: Tensor
  readonly dropout: Dropout
  readonly cache: KVCache | undefined
}

/** Masked self-attention with queries, keys and values in one product. */
function attention(c: GPT2Config, i: number) {
  const init = normalInit(c.initializer_range)
  const c_attn = linear(c.n_embd, 3 * c.n_embd, { init, layout: 'in-out' })
  const c_proj = linear(c.n_embd, c.n_embd, { init: residual(c), layout: 'in-out' })
  const scale =
    (c.scale_attn_weights ? 1 / Math.sqrt(c.n_embd / c.n_head) : 1) / (c.scale_attn_by_inverse_layer_idx ? i + 1 : 1)
  return layer({ c_attn, c_proj }, (x: Tensor, { B, bias, dropout, cache }: Pass) => {
    const [q, k, v] = split(c_attn(x), 1, [c.n_embd, c.n_embd, c.n_embd]).map(part => splitHeads(part, B, c.n_head))
    const mixed = scaledDotProductAttention(q as Tensor, k as Tensor, v as Tensor, {
      scale,
      bias,
      dropout,
      dropoutRate: c.attn_pdrop,
      updateKeyValues: cache?.append,
    })
    return dropout(c_proj(mergeHeads(mixed)), c.resid_pdrop)
  })
}

/** Projections into the residual stream start smaller the deeper the network (Radford et al. 2019, §2.3). */
const residual = (c: GPT2Config) => normalInit(c.initializer_range / Math.sqrt(2 * c.n_layer))

function feedForward(c: GPT2Config) {
  const inner = c.n_inner ?? 4 * c.n_embd
  const c_fc = linear(c.n_embd, inner, { init: normalInit(c.initializer_range), layout: 'in-out' })
  const c_proj = linear(inner, c.n_embd, { init: residual(c), layout: 'in-out' })
  const activation = activations[c.activation_function]
  return layer({ c_fc, c_proj }, (x: Tensor, { dropout }: Pass) => dropout(c_proj(activation(c_fc(x))), c.resid_pdrop))
}

function decoderLayer(c: GPT2Config, i: number) {
  const ln_1 = layerNorm(c.n_embd, c.layer_norm_epsilon)
  const attn = attention(c, i)
  const ln_2 = layerNorm(c.n_embd, c.layer_norm_epsilon)
  const mlp = feedForward(c)
  return layer({ ln_1, attn, ln_2, mlp }, (x: Tensor, pass: Pass) => {
    const attended = x.add(attn(ln_1(x), pass))
    return attended.add(mlp(ln_2(attended), pass))
  })
}

/** Attention mask of each layer: all earlier tokens, or in turn with the nearest only (Brown et al. 2020). */
function layerBiases(c: GPT2Config, inputs: NetworkInputs) {
  const dense = decoderAttentionBias(inputs)
  const banded = c.attention_window ? decoderAttentionBias(inputs, c.attention_window) : dense
  return (layer: number) => (layer % 2 === 0 ? dense : banded)
}

/** GPT-2 and networks that differ from it in their config only. */
export const gptFamily = (name: string): NetworkFamily => ({
  kind: 'decoder',
  classes: classNames(name, 'LMHeadModel', ['class', 'tags', 'answer']),
  body: ['transformer'],
  embeddings: ['wte', 'wpe'],
  tokenEmbedding: 'transformer.wte.weight',
  loraTargets: ['c_attn'],
  linearLayout: 'in-out',
  copies: { 'lm_head.weight': 'transformer.wte.weight' },
  unused: /(^|\.)attn\.(bias|masked_bias)$/,
  maxLength: config => numberOf(config.n_positions),
  layerCount: config => Number(config.n_layer),
})

function body(family: NetworkFamily, config: ModelConfig) {
  const c = parseConfig(configSchema, config, [mustDivide('n_embd', 'n_head')])
  const wte = embedding(c.vocab_size, c.n_embd, normalInit(c.initializer_range))
  const wpe = embedding(c.n_positions, c.n_embd, normalInit(c.initializer_range))
  const h = Array.from({ length: c.n_layer }, (_, i) => decoderLayer(c, i))
  const ln_f = layerNorm(c.n_embd, c.layer_norm_epsilon)
  const decoder: Body = {
    family,
    config,
    parts: parts({ transformer: { wte, wpe, h, ln_f } }),
    hidden(inputs, dropout) {
      const { ids, cache, places = cache?.positions } = inputs
      const [B, T] = [ids.dim(0), ids.dim(1)]
      const biasOf = layerBiases(c, inputs)
      const embedded = wte(ids).add(places ? wpe(places) : wpe.weight.slice(0, 0, T)) // [B, T, C]
      const start = dropout(embedded.reshape(B * T, c.n_embd), c.embd_pdrop)
      return ln_f(h.reduce((x, run, i) => run(x, { B, bias: biasOf(i), dropout, cache }), start))
    },
  }
  return { c, decoder, words: wte }
}

/** GPT-2 (Radford et al. 2019): learned positions, norms before each part, and by default the token embedding as output layer. */
export const gptNetwork =
  (family: NetworkFamily) =>
  (config: ModelConfig): Network => {
    const { c, decoder, words } = body(family, config)
    if (c.tie_word_embeddings) return withHead(decoder, { parts: {}, logits: words.project })
    const lm_head = linear(c.n_embd, c.vocab_size, { init: normalInit(c.initializer_range), bias: false })
    return withHead(decoder, { parts: parts({ lm_head }), logits: lm_head, tiedWeights: family.copies })
  }

export const gptHeads = (family: NetworkFamily): HeadBuilders => ({
  /** From the last token that is not padding: it alone has seen all the text. */
  class(config) {
    const { c, decoder } = body(family, config)
    const score = linear(c.n_embd, labelCount(c), { init: normalInit(c.initializer_range), bias: false })
    return withHead(decoder, {
      parts: parts({ score }),
      read: (states, inputs) => lastTokenStates(states, inputs, c.pad_token_id),
      logits: score,
    })
  },
  tags(config) {
    const { c, decoder } = body(family, config)
    const classifier = linear(c.n_embd, labelCount(c), { init: normalInit(c.initializer_range) })
    return withHead(decoder, tokenClassificationHead(classifier, c.classifier_dropout ?? c.hidden_dropout ?? 0.1))
  },
  answer(config) {
    const { c, decoder } = body(family, config)
    return withHead(decoder, questionAnsweringHead(linear(c.n_embd, 2, { init: normalInit(c.initializer_range) })))
  },
})

const family = gptFamily('GPT2')
export const gpt2 = gptNetwork(family)

export const configOf = (p: z.infer<typeof sizes.networkParams>, vocabulary: Vocabulary): ModelConfig => ({
  architectures: [family.classes.words],
  model_type: 'gpt2',
  vocab_size: vocabulary.size,
  n_positions: p.context,
  n_embd: p.width,
  n_layer: p.layers,
  n_head: p.heads,
  n_inner: p.feedForward || null,
  activation_function: 'gelu_new',
  layer_norm_epsilon: 1e-5,
  embd_pdrop: p.dropout,
  attn_pdrop: p.dropout,
  resid_pdrop: p.dropout,
  initializer_range: 0.02,
  bos_token_id: vocabulary.begin,
  eos_token_id: vocabulary.end,
  pad_token_id: vocabulary.pad,
  tie_word_embeddings: true,
})

export default block({
  id: 'gpt2',
  category: 'model',
  title: text('GPT-2', 'GPT-2'),
  keywords: ['GPT', 'GPT2LMHeadModel', 'decoder only', 'causal transformer', 'autoregressive', '自回归', '解码器'],
  help: text(
    'A decoder-only network that reads from left to right: each token attends only to earlier ones, so it learns to generate text. Train it with causal language modelling.',
    '从左到右阅读的仅解码器网络：每个词元只能注意到前面的词元，因此学会生成文本。请配合因果语言建模训练。',
  ),
  inputs: {},
  outputs: { network: port('network') },
  learns: { by: 'causal', usual: true },
  params: sizes.networkParams,
  presets: {
    tiny: tiny(shape(128, 3, 4)),
    mini: mini(shape(256, 4, 4)),
    small: small(shape(384, 6, 6)),
    'gpt2-small': published('GPT-2 small', { ...shape(768, 12, 12), context: 1024, dropout: 0.1 }),
    'gpt2-medium': published('GPT-2 medium', { ...shape(1024, 24, 16), context: 1024, dropout: 0.1 }),
  },
  compile: (_, params) => {
    sizes.checkHeads(params)
    return { network: { block: 'gpt2', params, kind: 'decoder', maxLength: params.context } }
  },
  network: {
    config: configOf,
    family,
    build: gpt2,
    heads: gptHeads(family),
  },
})
