import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import { type ActivationName, activations } from '../../core/nn/activations.ts'
import { classNames } from '../../core/nn/architecture-names.ts'
import { addBiases, causalBias, multiHeadAttention, paddingBias } from '../../core/nn/attention.ts'
import type { Dropout } from '../../core/nn/dropout.ts'
import type { KeyValueUpdate, KVCache } from '../../core/nn/kv-cache.ts'
import { embedding, linear, normalInit, rmsNorm } from '../../core/nn/layers.ts'
import { type Layer, layer, parts } from '../../core/nn/module.ts'
import type { ModelConfig, Network, NetworkFamily } from '../../core/nn/network.ts'
import { cachedPositionBuckets, relativePositionBuckets } from '../../core/nn/relative-position.ts'
import { constant, type Tensor } from '../../core/tensor/tensor.ts'
import { text } from '../../core/text.ts'
import { activation, count, isInVocabulary, numberOf, parseConfig, size } from './config-rules.ts'
import * as sizes from './network-params.ts'
import { mini, published, shape, small, tiny } from './presets.ts'

const innerPart = z.enum([...activation.options, ...activation.options.map(name => `gated-${name}` as const)])

const configSchema = z.looseObject({
  model_type: z.literal('t5'),
  vocab_size: size,
  d_model: size,
  d_kv: size,
  d_ff: size,
  num_layers: count,
  num_decoder_layers: count.nullish(),
  num_heads: size,
  relative_attention_num_buckets: size.default(32),
  relative_attention_max_distance: size.default(128),
  dropout_rate: z.number().default(0.1),
  layer_norm_epsilon: z.number().default(1e-6),
  initializer_factor: z.number().default(1),
  feed_forward_proj: innerPart.default('relu'),
  decoder_start_token_id: z.int().nullish(),
  is_encoder_decoder: z.literal(true).default(true),
  tie_word_embeddings: z.boolean().default(true),
  /** False is how Transformers 5 says that this is a 1.1. */
  scale_decoder_outputs: z.boolean().default(true),
})
type T5Config = z.infer<typeof configSchema>

/** What every layer of one stack shares in one forward pass. */
interface Pass {
  readonly B: number
  /** Added to self-attention scores: relative positions, and who may look at whom. */
  readonly bias: Tensor | undefined
  readonly dropout: Dropout
  readonly cache?: KVCache | undefined
  /** What the decoder reads of the encoder. */
  readonly memory?: { readonly rows: Tensor; readonly bias: Tensor | undefined }
}

const project = (c: T5Config, from: number, to: number, std: number) =>
  linear(from, to, { init: normalInit(c.initializer_factor * std), bias: false })

/** What an attention looks at. */
interface Look {
  readonly source: Tensor
  readonly bias: Tensor | undefined
  readonly updateKeyValues: KeyValueUpdate | undefined
}

/** Attention without scaling: the initial weights are smaller instead (Raffel et al. 2020). */
function attention(c: T5Config, position?: Layer) {
  const inner = c.num_heads * c.d_kv
  const q = project(c, c.d_model, inner, (c.d_model * c.d_kv) ** -0.5)
  const k = project(c, c.d_model, inner, c.d_model ** -0.5)
  const v = project(c, c.d_model, inner, c.d_model ** -0.5)
  const o = project(c, inner, c.d_model, inner ** -0.5)
  const all = { q, k, v, o, ...(position ? { relative_attention_bias: position } : {}) }
  const fixed = { heads: c.num_heads, scale: 1, dropoutRate: c.dropout_rate }
  return layer(all, (x: Tensor, look: Look, { B, dropout }: Pass) =>
    multiHeadAttention({ q, k, v, o }, { x, B, dropout, ...fixed, ...look }),
  )
}

function feedForward(c: T5Config) {
  const [name, gated] = [c.feed_forward_proj.replace('gated-', ''), c.feed_forward_proj.startsWith('gated-')]
  // Transformers reads "gated-gelu" as GPT-2's approximation, as the original code did
  const opened = name === 'gelu' && gated ? activations.gelu_new : activations[name as ActivationName]
  const up = () => project(c, c.d_model, c.d_ff, c.d_model ** -0.5)
  const wo = project(c, c.d_ff, c.d_model, c.d_ff ** -0.5)
  const [wi, gate] = [up(), gated ? up() : undefined]
  return layer(gate ? { wi_0: wi, wi_1: gate, wo } : { wi, wo }, (x: Tensor, dropout: Dropout) => {
    const inner = opened(wi(x))
    return wo(dropout(gate ? inner.mul(gate(x)) : inner, c.dropout_rate))
  })
}

/** Self-attention, in the decoder a look at the encoder, and a feed-forward part, each with its norm before it. */
function stackLayer(c: T5Config, decoder: boolean, position?: Layer) {
  const norm = () => rmsNorm(c.d_model, c.layer_norm_epsilon)
  const self = { SelfAttention: attention(c, position), layer_norm: norm() }
  const cross = { EncDecAttention: attention(c), layer_norm: norm() }
  const forward = { DenseReluDense: feedForward(c), layer_norm: norm() }
  return layer({ layer: decoder ? [self, cross, forward] : [self, forward] }, (start: Tensor, pass: Pass) => {
    const drop = (y: Tensor) => pass.dropout(y, c.dropout_rate)
    const own = self.layer_norm(start)
    let x = start.add(
      drop(self.SelfAttention(own, { source: own, bias: pass.bias, updateKeyValues: pass.cache?.append }, pass)),
    )
    if (pass.memory) {
      const { rows, bias } = pass.memory
      x = x.add(
        drop(
          cross.EncDecAttention(cross.layer_norm(x), { source: rows, bias, updateKeyValues: pass.cache?.reuse }, pass),
        ),
      )
    }
    return x.add(drop(forward.DenseReluDense(forward.layer_norm(x), pass.dropout)))
  })
}

/** Encoder or decoder: only its first layer holds the table of relative positions, which all its layers use. */
function stack(c: T5Config, layers: number, decoder: boolean) {
  const buckets = c.relative_attention_num_buckets
  const table = embedding(buckets, c.num_heads, normalInit(c.initializer_factor * c.d_model ** -0.5))
  const block = Array.from({ length: layers }, (_, i) => stackLayer(c, decoder, i === 0 ? table : undefined))
  const final_layer_norm = rmsNorm(c.d_model, c.layer_norm_epsilon)
  /** [1, H, T, S] */
  const positions = (T: number, cache: KVCache | undefined) => {
    const options = { buckets, maxDistance: c.relative_attention_max_distance, bidirectional: !decoder }
    const chosen = cache
      ? cachedPositionBuckets(cache, options)
      : constant(relativePositionBuckets(T, options), [T, T], 'int32')
    return table(chosen).transpose(2, 0, 1).reshape(1, c.num_heads, T, chosen.dim(1))
  }
  return layer({ block, final_layer_norm }, (embedded: Tensor, mask: Tensor | undefined, pass: Omit<Pass, 'bias'>) => {
    const [B, T] = [embedded.dim(0), embedded.dim(1)]
    const bias = addBiases(positions(T, pass.cache), decoder ? causalBias(T, pass.cache) : mask && paddingBias(mask))
    const start = pass.dropout(embedded.reshape(B * T, c.d_model), c.dropout_rate)
    const x = block.reduce((rows, run) => run(rows, { ...pass, bias }), start)
    return pass.dropout(final_layer_norm(x), c.dropout_rate)
  })
}

/** What is 1.1 scales no outputs; Transformers ties its tables when a file has one of them only, whatever the config says. */
function asStored(config: ModelConfig, has: (tensor: string) => boolean): ModelConfig {
  const { tie_word_embeddings: tied = true, scale_decoder_outputs: scaled = tied } = config
  if (scaled || tied === !has('lm_head.weight')) return config
  return { ...config, tie_word_embeddings: !tied, scale_decoder_outputs: false }
}

const family: NetworkFamily = {
  kind: 'encoder-decoder',
  classes: classNames('T5', 'ForConditionalGeneration', []),
  body: ['shared', 'encoder', 'decoder'],
  embeddings: ['shared'],
  tokenEmbedding: 'shared.weight',
  loraTargets: ['q', 'v'],
  copies: Object.fromEntries(
    ['lm_head', 'encoder.embed_tokens', 'decoder.embed_tokens'].map(name => [`${name}.weight`, 'shared.weight']),
  ),
  maxLength: config => numberOf(config.n_positions),
  layerCount: config => Math.max(Number(config.num_layers), Number(config.num_decoder_layers ?? config.num_layers)),
}

/** T5 (Raffel et al. 2020), 1.0 with ReLU and a tied output layer, or 1.1 with gated GELU and mostly one of its own. */
export function t5(config: ModelConfig): Network {
  const c = parseConfig(configSchema, config, [isInVocabulary('decoder_start_token_id')])
  const shared = embedding(c.vocab_size, c.d_model, normalInit(c.initializer_factor))
  const encoder = stack(c, c.num_layers, false)
  const decoder = stack(c, c.num_decoder_layers ?? c.num_layers, true)
  // the original's initial scale; Transformers' own (1) starts with a loss of about 50
  const lm_head = c.tie_word_embeddings ? undefined : project(c, c.d_model, c.vocab_size, c.d_model ** -0.5)
  return {
    family,
    config: { ...config, is_encoder_decoder: true },
    parts: parts({ shared, encoder, decoder, ...(lm_head ? { lm_head } : {}) }),
    hidden({ ids, mask, target, cache }, dropout) {
      if (!target) throw new Error('t5: the decoder needs target ids')
      const B = ids.dim(0)
      const rows = encoder(shared(ids), mask, { B, dropout })
      const memory = { rows, bias: mask && paddingBias(mask) }
      return decoder(shared(target), undefined, { B, dropout, memory, cache })
    },
    logits(hidden) {
      if (lm_head) return lm_head(hidden)
      return shared.project(c.scale_decoder_outputs ? hidden.mul(c.d_model ** -0.5) : hidden)
    },
  }
}

const t5Shape = (width: number, layers: number, heads: number) => ({ ...shape(width, layers, heads), headWidth: 0 })

export default block({
  id: 't5',
  category: 'model',
  title: text('T5', 'T5'),
  keywords: [
    'encoder decoder',
    'seq2seq',
    'relative position',
    'text to text',
    'summarization',
    'translation',
    '编码器-解码器',
    '摘要',
    '翻译',
  ],
  help: text(
    'An encoder-decoder: the encoder reads the whole text, the decoder writes another from it. For translation, summarization and denoising.',
    '编码器-解码器：编码器完整读取一段文本，解码器据此写出另一段。用于翻译、摘要和去噪。',
  ),
  inputs: {},
  outputs: { network: port('network') },
  learns: { by: 'seq2seq', usual: true },
  params: z.strictObject({
    version: param(z.enum(['1.0', '1.1']).default('1.1'), {
      label: text('Version', '版本'),
      help: text(
        '1.1 trains better from scratch; 1.0 has fewer weights, as its embeddings are tied to the output layer.',
        '1.1 从零训练效果更好；1.0 的嵌入与输出层绑定，参数更少。',
      ),
    }),
    width: sizes.width(256),
    layers: sizes.layers(2),
    heads: sizes.heads(4),
    feedForward: sizes.feedForward(),
    headWidth: param(z.int().min(0).max(1024).default(0), {
      label: text('Head dimension', '每个头的维度'),
      help: text(
        'Dimension of each attention head. 0 means the width divided by the heads.',
        '每个注意力头的维度。0 表示宽度除以头数。',
      ),
      advanced: true,
    }),
    dropout: sizes.dropout(0),
  }),
  presets: {
    tiny: tiny(t5Shape(128, 2, 4)),
    mini: mini(t5Shape(256, 2, 4)),
    small: small(t5Shape(384, 4, 6)),
    't5-small': published('T5 small', { ...t5Shape(512, 6, 8), version: '1.0', dropout: 0.1 }),
    't5-1.1-small': published('T5 1.1 small', {
      ...t5Shape(512, 8, 6),
      version: '1.1',
      headWidth: 64,
      feedForward: 1024,
      dropout: 0.1,
    }),
    't5-base': published('T5 base', { ...t5Shape(768, 12, 12), version: '1.0', dropout: 0.1 }),
  },
  compile: (_, params) => {
    if (params.headWidth === 0) sizes.checkHeads(params)
    return { network: { block: 't5', params, kind: 'encoder-decoder' } }
  },
  network: {
    config: (p, vocabulary) => ({
      architectures: [family.classes.words],
      model_type: 't5',
      vocab_size: vocabulary.size,
      d_model: p.width,
      d_kv: p.headWidth || p.width / p.heads,
      d_ff: p.feedForward || 4 * p.width,
      num_layers: p.layers,
      num_decoder_layers: p.layers,
      num_heads: p.heads,
      relative_attention_num_buckets: 32,
      relative_attention_max_distance: 128,
      dropout_rate: p.dropout,
      layer_norm_epsilon: 1e-6,
      initializer_factor: 1,
      feed_forward_proj: p.version === '1.0' ? 'relu' : 'gated-gelu',
      is_encoder_decoder: true,
      pad_token_id: vocabulary.pad,
      eos_token_id: vocabulary.end,
      decoder_start_token_id: vocabulary.pad,
      tie_word_embeddings: p.version === '1.0',
    }),
    family,
    build: t5,
    normalizeConfig: asStored,
  },
})
