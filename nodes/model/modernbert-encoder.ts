import { z } from 'zod'
import { activations } from '../../core/nn/activations.ts'
import { classNames } from '../../core/nn/architecture-names.ts'
import {
  addBiases,
  localAttentionBias,
  mergeHeads,
  paddingBias,
  scaledDotProductAttention,
  splitHeads,
} from '../../core/nn/attention.ts'
import type { Dropout } from '../../core/nn/dropout.ts'
import { embedding, layerNorm, linear, normalInit } from '../../core/nn/layers.ts'
import { layer, parts } from '../../core/nn/module.ts'
import type { Body, ModelConfig, NetworkFamily } from '../../core/nn/network.ts'
import { type Rotation, rotaryEmbedding } from '../../core/nn/position-encodings.ts'
import { split, type Tensor } from '../../core/tensor/tensor.ts'
import { id2labelSchema } from './class-labels.ts'
import {
  activation,
  count,
  headSizeIsEven,
  mustDivide,
  numberOf,
  paddingIsInVocabulary,
  parseConfig,
  size,
} from './config-rules.ts'

const rotation = z.looseObject({ rope_type: z.literal('default').default('default'), rope_theta: z.number().nullish() })

/** Transformers 5 lists the kind of each layer; earlier versions say which share of them sees everything. */
const modernBertSchema = z.looseObject({
  model_type: z.literal('modernbert'),
  vocab_size: size,
  hidden_size: size,
  intermediate_size: size,
  num_hidden_layers: count,
  num_attention_heads: size,
  hidden_activation: activation.default('gelu'),
  initializer_range: z.number().default(0.02),
  norm_eps: z.number().default(1e-5),
  norm_bias: z.boolean().default(false),
  attention_bias: z.boolean().default(false),
  attention_dropout: z.number().default(0),
  layer_types: z.array(z.enum(['full_attention', 'sliding_attention'])).nullish(),
  global_attn_every_n_layers: size.default(3),
  local_attention: count.default(128),
  rope_parameters: z
    .looseObject({ full_attention: rotation.nullish(), sliding_attention: rotation.nullish() })
    .nullish(),
  global_rope_theta: z.number().default(160_000),
  local_rope_theta: z.number().nullish(),
  embedding_dropout: z.number().default(0),
  mlp_bias: z.boolean().default(false),
  mlp_dropout: z.number().default(0),
  decoder_bias: z.boolean().default(true),
  classifier_pooling: z.enum(['cls', 'mean']).default('cls'),
  classifier_dropout: z.number().default(0),
  classifier_bias: z.boolean().default(false),
  classifier_activation: activation.default('gelu'),
  pad_token_id: z.int().nullish(),
  tie_word_embeddings: z.boolean().default(true),
  id2label: id2labelSchema,
})
export type ModernBertConfig = z.infer<typeof modernBertSchema>

export const modernBertSettings = (config: ModelConfig): ModernBertConfig =>
  parseConfig(modernBertSchema, config, [
    mustDivide('hidden_size', 'num_attention_heads'),
    headSizeIsEven('hidden_size', 'num_attention_heads'),
    paddingIsInVocabulary,
  ])

/** What every layer of one forward pass shares with those of its kind. */
interface Pass {
  readonly B: number
  /** [1 or B, 1, 1 or T, T]; absent when every token sees all. */
  readonly bias: Tensor | undefined
  readonly rotate: Rotation
  readonly dropout: Dropout
}

export const norm = (c: ModernBertConfig) => layerNorm(c.hidden_size, c.norm_eps, { bias: c.norm_bias })

/** What is added to the stream starts smaller the more layers add to it. */
export const outputInit = (c: ModernBertConfig) => normalInit(c.initializer_range / Math.sqrt(2 * c.num_hidden_layers))

function attention(c: ModernBertConfig) {
  const [C, heads] = [c.hidden_size, c.num_attention_heads]
  const Wqkv = linear(C, 3 * C, { init: normalInit(c.initializer_range), bias: c.attention_bias })
  const Wo = linear(C, C, { init: outputInit(c), bias: c.attention_bias })
  const scale = 1 / Math.sqrt(C / heads)
  return layer({ Wqkv, Wo }, (x: Tensor, { B, bias, rotate, dropout }: Pass) => {
    const [q, k, v] = split(Wqkv(x), 1, [C, C, C]).map(part => splitHeads(part, B, heads)) as [Tensor, Tensor, Tensor]
    const attended = scaledDotProductAttention(rotate(q), rotate(k), v, {
      scale,
      bias,
      dropout,
      dropoutRate: c.attention_dropout,
    })
    return dropout(Wo(mergeHeads(attended)), c.attention_dropout)
  })
}

/** GeGLU (Shazeer 2020): one half of a projection opens or closes the other. */
function feedForward(c: ModernBertConfig) {
  const [C, F] = [c.hidden_size, c.intermediate_size]
  const Wi = linear(C, 2 * F, { init: normalInit(c.initializer_range), bias: c.mlp_bias })
  const Wo = linear(F, C, { init: outputInit(c), bias: c.mlp_bias })
  const opened = activations[c.hidden_activation]
  return layer({ Wi, Wo }, (x: Tensor, dropout: Dropout) => {
    const [inner, gate] = split(Wi(x), 1, [F, F]) as [Tensor, Tensor]
    return Wo(dropout(opened(inner).mul(gate), c.mlp_dropout))
  })
}

/** The first layer reads the embeddings as they are: they come out of a norm. */
function encoderLayer(c: ModernBertConfig, index: number) {
  const [attn, mlp, mlp_norm] = [attention(c), feedForward(c), norm(c)]
  const attn_norm = index > 0 ? norm(c) : undefined
  return layer({ ...(attn_norm ? { attn_norm } : {}), attn, mlp_norm, mlp }, (x: Tensor, pass: Pass) => {
    const attended = x.add(attn(attn_norm ? attn_norm(x) : x, pass))
    return attended.add(mlp(mlp_norm(attended), pass.dropout))
  })
}

/** For each layer, whether it sees nearby tokens only. */
const isLocalLayer = (c: ModernBertConfig): readonly boolean[] =>
  Array.from({ length: c.num_hidden_layers }, (_, i) =>
    c.layer_types ? c.layer_types[i] === 'sliding_attention' : i % c.global_attn_every_n_layers !== 0,
  )

const ropeBases = (c: ModernBertConfig) => {
  const far = c.rope_parameters?.full_attention?.rope_theta ?? c.global_rope_theta
  return { far, near: c.rope_parameters?.sliding_attention?.rope_theta ?? c.local_rope_theta ?? 10_000 }
}

export const family: NetworkFamily = {
  kind: 'encoder',
  classes: classNames('ModernBert', 'ForMaskedLM', ['class', 'tags', 'answer']),
  body: ['model'],
  embeddings: ['embeddings'],
  tokenEmbedding: 'model.embeddings.tok_embeddings.weight',
  loraTargets: ['Wqkv'],
  copies: { 'decoder.weight': 'model.embeddings.tok_embeddings.weight' },
  unused: /(^|\.)inv_freq$/,
  maxLength: config => numberOf(config.max_position_embeddings),
  layerCount: config => Number(config.num_hidden_layers),
}

/** ModernBERT (Warner et al. 2024): rotary positions, a norm before each part, gated inner layers; most layers see nearby tokens only. */
export function modernBertBody(config: ModelConfig, c: ModernBertConfig) {
  const pad = c.pad_token_id ?? undefined
  const tok_embeddings = embedding(c.vocab_size, c.hidden_size, normalInit(c.initializer_range, pad))
  const [first, final_norm] = [norm(c), norm(c)]
  const layers = Array.from({ length: c.num_hidden_layers }, (_, i) => encoderLayer(c, i))
  const near = isLocalLayer(c)
  const body: Body = {
    family,
    config,
    parts: parts({ model: { embeddings: { tok_embeddings, norm: first }, layers, final_norm } }),
    hidden({ ids, mask }, dropout) {
      const [B, T] = [ids.dim(0), ids.dim(1)]
      const turn = (base: number) => rotaryEmbedding(T, c.hidden_size / c.num_attention_heads, base)
      const padding = mask && paddingBias(mask)
      const far = { B, bias: padding, rotate: turn(ropeBases(c).far), dropout }
      const reach = Math.floor(c.local_attention / 2)
      const nearby = { ...far, bias: addBiases(localAttentionBias(T, reach), padding), rotate: turn(ropeBases(c).near) }
      const start = dropout(first(tok_embeddings(ids, pad).reshape(B * T, c.hidden_size)), c.embedding_dropout)
      return final_norm(layers.reduce((x, run, i) => run(x, near[i] ? nearby : far), start))
    },
  }
  return { body, words: tok_embeddings }
}
