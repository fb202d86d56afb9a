import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import { activations } from '../../core/nn/activations.ts'
import { classNames } from '../../core/nn/architecture-names.ts'
import { decoderAttentionBias, mergeHeads, scaledDotProductAttention, splitHeads } from '../../core/nn/attention.ts'
import type { Dropout } from '../../core/nn/dropout.ts'
import type { HeadBuilders } from '../../core/nn/head.ts'
import { withHead } from '../../core/nn/head.ts'
import type { KVCache } from '../../core/nn/kv-cache.ts'
import { embedding, linear, normalInit, rmsNorm } from '../../core/nn/layers.ts'
import { layer, parts } from '../../core/nn/module.ts'
import type { Body, ModelConfig, Network, NetworkFamily } from '../../core/nn/network.ts'
import { lastTokenStates } from '../../core/nn/pooling.ts'
import type { Rotation } from '../../core/nn/position-encodings.ts'
import { rotaryEmbedding } from '../../core/nn/position-encodings.ts'
import { refuse } from '../../core/problem.ts'
import type { Tensor } from '../../core/tensor/tensor.ts'
import { text } from '../../core/text.ts'
import { id2labelSchema, labelCount } from './class-labels.ts'
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
import * as sizes from './network-params.ts'
import { checkRotaryHeadSize } from './network-params.ts'
import { mini, published, shape, small, tiny } from './presets.ts'
import { ropeFields, ropeOptions } from './rope-config.ts'

const configSchema = z.looseObject({
  model_type: z.literal('llama'),
  vocab_size: size,
  hidden_size: size,
  intermediate_size: size,
  num_hidden_layers: count,
  num_attention_heads: size,
  num_key_value_heads: size.nullish(),
  head_dim: size.nullish(),
  hidden_act: activation.default('silu'),
  max_position_embeddings: size.optional(),
  rms_norm_eps: z.number().default(1e-6),
  ...ropeFields,
  attention_bias: z.boolean().default(false),
  attention_dropout: z.number().default(0),
  mlp_bias: z.boolean().default(false),
  initializer_range: z.number().default(0.02),
  pad_token_id: z.int().nullish(),
  tie_word_embeddings: z.boolean().default(false),
  id2label: id2labelSchema,
})
type LlamaConfig = z.infer<typeof configSchema>

const settingsOf = (config: ModelConfig) =>
  parseConfig(configSchema, config, [
    mustDivide('hidden_size', 'num_attention_heads'),
    mustDivide('num_attention_heads', 'num_key_value_heads'),
    headSizeIsEven('hidden_size', 'num_attention_heads'),
    paddingIsInVocabulary,
  ])

/** What every layer of one forward pass shares. */
interface Pass {
  readonly B: number
  /** [1 or B, 1, T, T] */
  readonly bias: Tensor
  readonly rotate: Rotation
  readonly dropout: Dropout
  readonly cache: KVCache | undefined
}

const headWidth = (c: LlamaConfig) => c.head_dim ?? c.hidden_size / c.num_attention_heads

/** Each head `times` times in a row: [B, K, T, D] → [B, K·times, T, D]. */
function repeated(x: Tensor, times: number): Tensor {
  const [B, K, T, D] = x.shape as [number, number, number, number]
  return x
    .reshape(B, K, 1, T, D)
    .expand(B, K, times, T, D)
    .reshape(B, K * times, T, D)
}

/** Attention in which several query heads share one key and value head (Ainslie et al. 2023), so a cache of them is small. */
function attention(c: LlamaConfig) {
  const [heads, D] = [c.num_attention_heads, headWidth(c)]
  const shared = c.num_key_value_heads ?? heads
  const project = (from: number, to: number) =>
    linear(from, to, { init: normalInit(c.initializer_range), bias: c.attention_bias })
  const q_proj = project(c.hidden_size, heads * D)
  const [k_proj, v_proj] = [project(c.hidden_size, shared * D), project(c.hidden_size, shared * D)]
  const o_proj = project(heads * D, c.hidden_size)
  return layer({ q_proj, k_proj, v_proj, o_proj }, (x: Tensor, { B, bias, rotate, dropout, cache }: Pass) => {
    const q = rotate(splitHeads(q_proj(x), B, heads))
    const own = [rotate(splitHeads(k_proj(x), B, shared)), splitHeads(v_proj(x), B, shared)] as const
    const [k, v] = (cache ? cache.append(...own) : own).map(part => repeated(part, heads / shared))
    return o_proj(
      mergeHeads(
        scaledDotProductAttention(q, k as Tensor, v as Tensor, {
          scale: 1 / Math.sqrt(D),
          bias,
          dropout,
          dropoutRate: c.attention_dropout,
        }),
      ),
    )
  })
}

/** SwiGLU (Shazeer 2020): one projection opens or closes the other. */
function feedForward(c: LlamaConfig) {
  const project = (from: number, to: number) =>
    linear(from, to, { init: normalInit(c.initializer_range), bias: c.mlp_bias })
  const gate_proj = project(c.hidden_size, c.intermediate_size)
  const up_proj = project(c.hidden_size, c.intermediate_size)
  const down_proj = project(c.intermediate_size, c.hidden_size)
  const activation = activations[c.hidden_act]
  return layer({ gate_proj, up_proj, down_proj }, (x: Tensor) => down_proj(activation(gate_proj(x)).mul(up_proj(x))))
}

function decoderLayer(c: LlamaConfig) {
  const self_attn = attention(c)
  const mlp = feedForward(c)
  const input_layernorm = rmsNorm(c.hidden_size, c.rms_norm_eps)
  const post_attention_layernorm = rmsNorm(c.hidden_size, c.rms_norm_eps)
  return layer({ self_attn, mlp, input_layernorm, post_attention_layernorm }, (x: Tensor, pass: Pass) => {
    const attended = x.add(self_attn(input_layernorm(x), pass))
    return attended.add(mlp(post_attention_layernorm(attended)))
  })
}

const family: NetworkFamily = {
  kind: 'decoder',
  classes: classNames('Llama', 'ForCausalLM', ['class']),
  body: ['model'],
  embeddings: ['embed_tokens'],
  tokenEmbedding: 'model.embed_tokens.weight',
  loraTargets: ['q_proj', 'v_proj'],
  copies: { 'lm_head.weight': 'model.embed_tokens.weight' },
  unused: /(^|\.)inv_freq$/,
  maxLength: config => numberOf(config.max_position_embeddings),
  layerCount: config => Number(config.num_hidden_layers),
}

function body(config: ModelConfig, c: LlamaConfig) {
  const pad = c.pad_token_id ?? undefined
  const embed_tokens = embedding(c.vocab_size, c.hidden_size, normalInit(c.initializer_range, pad))
  const layers = Array.from({ length: c.num_hidden_layers }, () => decoderLayer(c))
  const norm = rmsNorm(c.hidden_size, c.rms_norm_eps)
  const model: Body = {
    family,
    config,
    parts: parts({ model: { embed_tokens, layers, norm } }),
    hidden(inputs, dropout) {
      const { ids, cache } = inputs
      const [B, T] = [ids.dim(0), ids.dim(1)]
      const bias = decoderAttentionBias(inputs) // rotary places count only as distances, so documents need none of their own
      const pass = { B, bias, rotate: rotaryEmbedding(T, headWidth(c), ropeOptions(c), cache), dropout, cache }
      const start = embed_tokens(ids, pad).reshape(B * T, c.hidden_size)
      return norm(layers.reduce((x, run) => run(x, pass), start))
    },
  }
  return { model, words: embed_tokens }
}

/** LLaMA (Touvron et al. 2023): rotary positions, norms without mean before each part, gated inner layers, no biases. */
export function llama(config: ModelConfig): Network {
  const c = settingsOf(config)
  const { model, words } = body(config, c)
  if (c.tie_word_embeddings) return withHead(model, { parts: {}, logits: words.project })
  const lm_head = linear(c.hidden_size, c.vocab_size, { init: normalInit(c.initializer_range), bias: false })
  return withHead(model, { parts: parts({ lm_head }), logits: lm_head })
}

const heads: HeadBuilders = {
  class(config) {
    const c = settingsOf(config)
    const score = linear(c.hidden_size, labelCount(c), { init: normalInit(c.initializer_range), bias: false })
    return withHead(body(config, c).model, {
      parts: parts({ score }),
      read: (states, inputs) => lastTokenStates(states, inputs, c.pad_token_id),
      logits: score,
    })
  },
}

const llamaShape = (width: number, layers: number, heads: number, sharedHeads = 0) => ({
  ...shape(width, layers, heads),
  sharedHeads,
})

const params = z.strictObject({
  width: sizes.width(256),
  layers: sizes.layers(4),
  heads: sizes.heads(4),
  sharedHeads: param(z.int().min(0).max(128).default(0), {
    label: text('Key/value heads', '键值头数'),
    help: text(
      'Heads that share keys and values save memory during generation (grouped-query attention). 0 means one for each head; 1 means one for all (multi-query).',
      '多个头共享键和值，可节省生成时的内存（分组查询注意力）。0 表示每个头各有一个；1 表示所有头共用一个（多查询）。',
    ),
    advanced: true,
  }),
  context: sizes.context(),
  feedForward: param(z.int().min(0).max(65536).default(0), {
    label: text('Feed-forward size', '前馈层宽度'),
    help: text(
      'Width of the feed-forward layers. 0 means 8/3 × width, which costs as much as 4 × width in other networks.',
      '前馈层的宽度。0 表示宽度的 8/3 倍，计算量与其他网络的 4 倍相当。',
    ),
    advanced: true,
  }),
  tied: param(z.boolean().default(false), {
    label: text('Tie embeddings', '绑定嵌入权重'),
    help: text(
      'Use the same matrix for the input embeddings and the output layer. Saves memory in small networks.',
      '输入嵌入和输出层使用同一个矩阵。可为小型网络节省内存。',
    ),
    advanced: true,
  }),
  dropout: sizes.dropout(0),
})

export default block({
  id: 'llama',
  category: 'model',
  title: text('LLaMA', 'LLaMA'),
  keywords: [
    'LLaMA',
    'Llama',
    'RoPE',
    'GQA',
    'grouped query attention',
    'SwiGLU',
    'RMSNorm',
    'decoder only',
    '旋转位置编码',
    '解码器',
  ],
  help: text(
    'A newer decoder-only network than GPT-2, with the structure of most of today’s chat models. Train it with causal language modelling.',
    '比 GPT-2 更新的仅解码器网络，结构与当今多数聊天模型相同。请配合因果语言建模训练。',
  ),
  inputs: {},
  outputs: { network: port('network') },
  learns: { by: 'causal' },
  params,
  presets: {
    tiny: tiny(llamaShape(128, 3, 4)),
    mini: mini(llamaShape(256, 4, 4)),
    small: small(llamaShape(384, 6, 6)),
    'smollm-135m': published('SmolLM 135M', {
      ...llamaShape(576, 30, 9, 3),
      feedForward: 1536,
      context: 2048,
      tied: true,
    }),
    'tinyllama-1.1b': published('TinyLlama 1.1B', {
      ...llamaShape(2048, 22, 32, 4),
      feedForward: 5632,
      context: 2048,
      tied: false,
    }),
    'llama2-7b': published('Llama 2 7B', {
      ...llamaShape(4096, 32, 32),
      feedForward: 11_008,
      context: 4096,
      tied: false,
    }),
  },
  compile: (_, params) => {
    sizes.checkHeads(params)
    checkRotaryHeadSize(params)
    checkSharing(params)
    return { network: { block: 'llama', params, kind: 'decoder', maxLength: params.context } }
  },
  network: {
    config: (p, vocabulary) => ({
      architectures: [family.classes.words],
      model_type: 'llama',
      vocab_size: vocabulary.size,
      hidden_size: p.width,
      intermediate_size: p.feedForward || 8 * Math.ceil(p.width / 3),
      num_hidden_layers: p.layers,
      num_attention_heads: p.heads,
      num_key_value_heads: p.sharedHeads || p.heads,
      hidden_act: 'silu',
      max_position_embeddings: p.context,
      rms_norm_eps: 1e-5,
      rope_theta: 10_000,
      rope_scaling: null,
      attention_bias: false,
      attention_dropout: p.dropout,
      mlp_bias: false,
      initializer_range: 0.02,
      bos_token_id: vocabulary.begin,
      eos_token_id: vocabulary.end,
      pad_token_id: vocabulary.pad,
      tie_word_embeddings: p.tied,
    }),
    family,
    build: llama,
    heads,
  },
})

type Sizes = Pick<z.infer<typeof params>, 'heads' | 'sharedHeads'>

function checkSharing({ heads, sharedHeads }: Sizes): void {
  if (sharedHeads === 0 || heads % sharedHeads === 0) return
  const fitting = [...Array(Math.min(sharedHeads, heads) + 1).keys()].filter(h => h > 0 && heads % h === 0).at(-1)
  refuse('shared-heads', {
    param: 'sharedHeads',
    message: text(
      `${heads} heads cannot be divided evenly among ${sharedHeads} key/value heads.`,
      `${heads} 个头无法平均分配到 ${sharedHeads} 个键值头。`,
    ),
    fix: text(`Use ${fitting}, or 0 for one per head.`, `请使用 ${fitting}，或用 0 表示各有一个。`),
  })
}
