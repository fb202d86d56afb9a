import { z } from 'zod'
import { activations } from '../../core/nn/activations.ts'
import { multiHeadAttention, paddingBias } from '../../core/nn/attention.ts'
import type { Dropout } from '../../core/nn/dropout.ts'
import { type Embedding, embedding, layerNorm, linear, normalInit } from '../../core/nn/layers.ts'
import { type Layer, layer, parts } from '../../core/nn/module.ts'
import type { Body, ModelConfig, NetworkFamily, NetworkInputs } from '../../core/nn/network.ts'
import type { Tensor } from '../../core/tensor/tensor.ts'
import { id2labelSchema } from './class-labels.ts'
import { activation, count, mustDivide, numberOf, paddingIsInVocabulary, size } from './config-rules.ts'

/** What BERT, RoBERTa and ELECTRA share. */
export const encoderSchema = z.looseObject({
  vocab_size: size,
  hidden_size: size,
  num_hidden_layers: count,
  num_attention_heads: size,
  intermediate_size: size,
  hidden_act: activation.default('gelu'),
  hidden_dropout_prob: z.number().default(0.1),
  attention_probs_dropout_prob: z.number().default(0.1),
  classifier_dropout: z.number().nullish(),
  max_position_embeddings: size.default(512),
  type_vocab_size: size.default(2),
  initializer_range: z.number().default(0.02),
  layer_norm_eps: z.number().default(1e-12),
  pad_token_id: z.int().nullable().default(0),
  // what reads another way has the same weights: taken for this network, it would say something else
  position_embedding_type: z.literal('absolute').default('absolute'),
  is_decoder: z.literal(false).default(false),
  tie_word_embeddings: z.boolean().default(true),
  id2label: id2labelSchema,
})
export type EncoderConfig = z.infer<typeof encoderSchema>

/** What their families share; `name` holds the body. */
export const bertFamily = (name: string): Omit<NetworkFamily, 'classes'> => ({
  kind: 'encoder',
  body: [name],
  embeddings: ['embeddings', 'embeddings_project'],
  tokenEmbedding: `${name}.embeddings.word_embeddings.weight`,
  loraTargets: ['query', 'value'],
  unused: /(^|\.)position_ids$/,
  maxLength: config => numberOf(config.max_position_embeddings),
  layerCount: config => Number(config.num_hidden_layers),
})

/** What must hold between them. */
export const encoderRules = [mustDivide('hidden_size', 'num_attention_heads'), paddingIsInVocabulary]

/** What every layer of one forward pass shares. */
interface Pass {
  readonly B: number
  /** [B, 1, 1, T]; absent when there is no padding. */
  readonly bias: Tensor | undefined
  readonly dropout: Dropout
}

export const dense = (c: EncoderConfig, from = c.hidden_size, to = c.hidden_size) =>
  linear(from, to, { init: normalInit(c.initializer_range) })
export const norm = (c: EncoderConfig, width = c.hidden_size) => layerNorm(width, c.layer_norm_eps)

function attention(c: EncoderConfig) {
  const self = { query: dense(c), key: dense(c), value: dense(c) }
  const output = { dense: dense(c), LayerNorm: norm(c) }
  const projections = { q: self.query, k: self.key, v: self.value, o: output.dense }
  const heads = c.num_attention_heads
  const constants = { heads, scale: 1 / Math.sqrt(c.hidden_size / heads), dropoutRate: c.attention_probs_dropout_prob }
  return layer({ self, output }, (x: Tensor, { B, bias, dropout }: Pass) => {
    const attended = multiHeadAttention(projections, { x, B, bias, dropout, ...constants })
    return output.LayerNorm(x.add(dropout(attended, c.hidden_dropout_prob)))
  })
}

function encoderLayer(c: EncoderConfig) {
  const attended = attention(c)
  const intermediate = { dense: dense(c, c.hidden_size, c.intermediate_size) }
  const output = { dense: dense(c, c.intermediate_size, c.hidden_size), LayerNorm: norm(c) }
  const activation = activations[c.hidden_act]
  return layer({ attention: attended, intermediate, output }, (input: Tensor, pass: Pass) => {
    const x = attended(input, pass)
    const inner = activation(intermediate.dense(x))
    return output.LayerNorm(x.add(pass.dropout(output.dense(inner), c.hidden_dropout_prob)))
  })
}

/** Embeddings of positions: [T, C] or [B, T, C]. */
export type PositionLookup = (table: Embedding, ids: Tensor) => Tensor
/** Positions count from 0. */
export const positionsFromZero: PositionLookup = (table, ids) => table.weight.slice(0, 0, ids.dim(1))

interface EmbeddingOptions {
  readonly width?: number
  readonly positions?: PositionLookup
  /** Row of the position embedding that padding uses, which stays 0. */
  readonly paddingPosition?: number
}

export interface Embeddings extends Layer<(inputs: NetworkInputs, dropout: Dropout) => Tensor> {
  readonly words: Embedding
}

/** Token, position and type embeddings of each token, added up (Devlin et al. 2018): [B·T, width]. */
export function embeddings(c: EncoderConfig, options: EmbeddingOptions = {}): Embeddings {
  const { width = c.hidden_size, positions: positionLookup = positionsFromZero, paddingPosition } = options
  const table = (count: number, zeroRow?: number) => embedding(count, width, normalInit(c.initializer_range, zeroRow))
  const pad = c.pad_token_id ?? undefined
  const words = table(c.vocab_size, pad)
  const positions = table(c.max_position_embeddings, paddingPosition)
  const kinds = table(c.type_vocab_size)
  const LayerNorm = norm(c, width)
  const named = {
    word_embeddings: words,
    position_embeddings: positions,
    token_type_embeddings: kinds,
    LayerNorm,
  }
  const run = layer(named, ({ ids, types }: NetworkInputs, dropout: Dropout) => {
    const hasTypes = types && c.type_vocab_size > 1 // RoBERTa has one kind only
    const kind = hasTypes ? kinds(types) : kinds.weight.slice(0, 0, 1) // [B, T, C] or [1, C]
    const embedded = words(ids, pad).add(positionLookup(positions, ids)).add(kind)
    return dropout(LayerNorm(embedded.reshape(ids.size, width)), c.hidden_dropout_prob)
  })
  return Object.assign(run, { words })
}

/** An encoder whose norms come after each part (Devlin et al. 2018): ids [B, T] → states [B·T, C]. */
export function bertBody(
  family: NetworkFamily,
  config: ModelConfig,
  c: EncoderConfig,
  { embeddings, project }: { embeddings: Embeddings; project?: Layer },
): Body {
  const layers = Array.from({ length: c.num_hidden_layers }, () => encoderLayer(c))
  const named = { embeddings, ...(project ? { embeddings_project: project } : {}), encoder: { layer: layers } }
  const [name] = family.body as [string]
  return {
    family,
    config,
    parts: parts({ [name]: named }),
    hidden(inputs, dropout) {
      const embedded = embeddings(inputs, dropout)
      const pass = { B: inputs.ids.dim(0), bias: inputs.mask && paddingBias(inputs.mask), dropout }
      return layers.reduce((x, run) => run(x, pass), project ? project(embedded) : embedded)
    },
  }
}
