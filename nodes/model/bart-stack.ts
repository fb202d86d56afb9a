import { z } from 'zod'
import { activations } from '../../core/nn/activations.ts'
import { causalBias, multiHeadAttention, paddingBias } from '../../core/nn/attention.ts'
import type { Dropout } from '../../core/nn/dropout.ts'
import { withHead } from '../../core/nn/head.ts'
import type { KeyValueUpdate, KVCache } from '../../core/nn/kv-cache.ts'
import {
  type Embedding,
  embedding,
  layerNorm,
  linear,
  normalInit,
  stopGradient,
  zerosInit,
} from '../../core/nn/layers.ts'
import { type Layer, layer, parts } from '../../core/nn/module.ts'
import type { Body, ModelConfig, Network, NetworkFamily } from '../../core/nn/network.ts'
import { parameter, type Tensor } from '../../core/tensor/tensor.ts'
import { id2labelSchema } from './class-labels.ts'
import { activation, count, isInVocabulary, mustDivide, numberOf, size } from './config-rules.ts'

/** What BART and Marian share. */
export const encoderDecoderSchema = z.looseObject({
  vocab_size: size,
  d_model: size,
  encoder_layers: count,
  decoder_layers: count,
  encoder_attention_heads: size,
  decoder_attention_heads: size,
  encoder_ffn_dim: size,
  decoder_ffn_dim: size,
  activation_function: activation.default('gelu'),
  dropout: z.number().default(0.1),
  attention_dropout: z.number().default(0),
  activation_dropout: z.number().default(0),
  classifier_dropout: z.number().default(0),
  max_position_embeddings: size.default(1024),
  init_std: z.number().default(0.02),
  scale_embedding: z.boolean().default(false),
  pad_token_id: z.int(),
  eos_token_id: z.int(),
  decoder_start_token_id: z.int(),
  tie_word_embeddings: z.boolean().default(true),
  is_encoder_decoder: z.literal(true).default(true),
  id2label: id2labelSchema,
})
export type EncoderDecoderConfig = z.infer<typeof encoderDecoderSchema>

/** Earlier versions of Transformers tied encoder and decoder to the first token embedding all the same. */
export const tiedWeightNames = Object.fromEntries(
  ['lm_head', 'model.encoder.embed_tokens', 'model.decoder.embed_tokens'].map(
    name => [`${name}.weight`, 'model.shared.weight'] as const,
  ),
)

/** What their families share. */
export const bartFamily: Omit<NetworkFamily, 'classes'> = {
  kind: 'encoder-decoder',
  body: ['model'],
  embeddings: ['shared', 'embed_tokens', 'embed_positions', 'layernorm_embedding'],
  tokenEmbedding: 'model.shared.weight',
  loraTargets: ['q_proj', 'v_proj'],
  copies: tiedWeightNames,
  unused: /embed_positions\.weights?$/,
  maxLength: config => numberOf(config.max_position_embeddings),
  layerCount: config => Math.max(Number(config.encoder_layers), Number(config.decoder_layers)),
}

/** What must hold between them. */
export const encoderDecoderRules = [
  mustDivide('d_model', 'encoder_attention_heads'),
  mustDivide('d_model', 'decoder_attention_heads'),
  isInVocabulary('pad_token_id'),
  isInVocabulary('decoder_start_token_id'),
]

/** What every layer of one stack shares in one forward pass. */
interface Pass {
  readonly B: number
  /** Who may look at whom in self-attention. */
  readonly bias: Tensor | undefined
  readonly dropout: Dropout
  readonly cache?: KVCache | undefined
  /** What the decoder reads of the encoder. */
  readonly memory?: { readonly rows: Tensor; readonly bias: Tensor | undefined }
}

export const dense = (c: EncoderDecoderConfig, from = c.d_model, to = c.d_model) =>
  linear(from, to, { init: normalInit(c.init_std) })
export const norm = (c: EncoderDecoderConfig) => layerNorm(c.d_model, 1e-5)

interface AttendOptions {
  readonly source?: Tensor
  readonly bias: Tensor | undefined
  readonly updateKeyValues: KeyValueUpdate | undefined
}

function attention(c: EncoderDecoderConfig, heads: number) {
  const named = { q_proj: dense(c), k_proj: dense(c), v_proj: dense(c), out_proj: dense(c) }
  const projections = { q: named.q_proj, k: named.k_proj, v: named.v_proj, o: named.out_proj }
  const constants = { heads, scale: 1 / Math.sqrt(c.d_model / heads), dropoutRate: c.attention_dropout }
  return layer(named, (x: Tensor, options: AttendOptions, { B, dropout }: Pass) =>
    multiHeadAttention(projections, { x, B, dropout, ...constants, ...options }),
  )
}

type Side = 'encoder' | 'decoder'

/** Self-attention, in the decoder cross-attention to the encoder, and a feed-forward part, each with its norm after it (Vaswani et al. 2017): rows [B·T, C] → [B·T, C]. */
function stackLayer(c: EncoderDecoderConfig, side: Side) {
  const [heads, inner] = [c[`${side}_attention_heads`], c[`${side}_ffn_dim`]]
  const own = { self_attn: attention(c, heads), self_attn_layer_norm: norm(c) }
  const cross = { encoder_attn: attention(c, heads), encoder_attn_layer_norm: norm(c) }
  const forward = { fc1: dense(c, c.d_model, inner), fc2: dense(c, inner, c.d_model), final_layer_norm: norm(c) }
  const activation = activations[c.activation_function]
  const named = side === 'decoder' ? { ...own, ...cross, ...forward } : { ...own, ...forward }
  return layer(named, (start: Tensor, pass: Pass) => {
    const { dropout, cache, memory } = pass
    const joined = (x: Tensor, part: Tensor) => x.add(dropout(part, c.dropout))
    const attended = own.self_attn(start, { bias: pass.bias, updateKeyValues: cache?.append }, pass)
    let x = own.self_attn_layer_norm(joined(start, attended))
    if (memory) {
      const options = { source: memory.rows, bias: memory.bias, updateKeyValues: cache?.reuse }
      x = cross.encoder_attn_layer_norm(joined(x, cross.encoder_attn(x, options, pass)))
    }
    const inside = dropout(activation(forward.fc1(x)), c.activation_dropout)
    return forward.final_layer_norm(joined(x, forward.fc2(inside)))
  })
}

/** How token embeddings get their positions before the first layer: [B, T, C] → rows [B·T, C]. */
export type InputEmbedding = Layer<(words: Tensor, dropout: Dropout, cache: KVCache | undefined) => Tensor>

const tokenEmbedding = (c: EncoderDecoderConfig) =>
  embedding(c.vocab_size, c.d_model, normalInit(c.init_std, c.pad_token_id))

function stack(
  c: EncoderDecoderConfig,
  side: Side,
  { entrance, shared }: { entrance: InputEmbedding; shared: Embedding },
) {
  const embed_tokens = c.tie_word_embeddings ? shared : tokenEmbedding(c)
  const named = { ...(c.tie_word_embeddings ? {} : { embed_tokens }), ...entrance.parts }
  const layers = Array.from({ length: c[`${side}_layers`] }, () => stackLayer(c, side))
  return layer({ ...named, layers }, (ids: Tensor, pass: Pass) => {
    const found = embed_tokens(ids, c.pad_token_id)
    const words = c.scale_embedding ? found.mul(Math.sqrt(c.d_model)) : found
    return layers.reduce((x, run) => run(x, pass), entrance(words, pass.dropout, pass.cache))
  })
}

/** An encoder and a decoder over one token embedding, or over one each beside one that nothing reads, as Transformers has it. */
export function buildStacks(
  family: NetworkFamily,
  config: ModelConfig,
  c: EncoderDecoderConfig,
  entrance: () => InputEmbedding,
): { body: Body; shared: Embedding } {
  const shared = tokenEmbedding(c)
  const encoder = stack(c, 'encoder', { entrance: entrance(), shared })
  const decoder = stack(c, 'decoder', { entrance: entrance(), shared })
  const body: Body = {
    family,
    config: { ...config, is_encoder_decoder: true },
    parts: parts({ model: { shared, encoder, decoder } }),
    hidden({ ids, mask, target, cache }, dropout) {
      if (!target) throw new Error('stacks: the decoder needs target ids')
      const B = ids.dim(0)
      const padding = mask && paddingBias(mask)
      const memory = { rows: encoder(ids, { B, bias: padding, dropout }), bias: padding }
      return decoder(target, { B, bias: causalBias(target.dim(1), cache), dropout, cache, memory })
    },
  }
  return { body, shared }
}

/** The token embedding as output layer (tied), or an output layer of its own: rows [B·U, C] → [B·U, V]. The bias is part of the files, but training leaves it as it is. */
export function withTokenHead(c: EncoderDecoderConfig, body: Body, shared: Embedding): Network {
  const final_logits_bias = parameter([1, c.vocab_size], zerosInit)
  const bias = stopGradient(final_logits_bias).reshape(c.vocab_size)
  if (c.tie_word_embeddings)
    return withHead(body, { parts: parts({ final_logits_bias }), logits: states => shared.project(states, bias) })
  const lm_head = linear(c.d_model, c.vocab_size, { init: normalInit(c.init_std), bias: false })
  return withHead(body, {
    parts: parts({ final_logits_bias, lm_head }),
    logits: states => lm_head(states).add(bias),
    tiedWeights: tiedWeightNames,
  })
}
