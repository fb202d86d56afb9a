import { z } from 'zod'
import { block, port } from '../../core/block.ts'
import { activations } from '../../core/nn/activation.ts'
import { attend, mergeHeads, paddingBias, splitHeads } from '../../core/nn/attention.ts'
import type { Dropout } from '../../core/nn/dropout.ts'
import { embedding, layerNorm, linear, normal, zeros } from '../../core/nn/layers.ts'
import { layer, parts } from '../../core/nn/module.ts'
import type { Config, Network } from '../../core/nn/network.ts'
import { parameter, type Tensor } from '../../core/tensor/tensor.ts'
import { text } from '../../core/text.ts'
import * as sizes from './sizes.ts'

const configSchema = z.looseObject({
  model_type: z.literal('bert'),
  vocab_size: z.int(),
  hidden_size: z.int(),
  num_hidden_layers: z.int(),
  num_attention_heads: z.int(),
  intermediate_size: z.int(),
  hidden_act: z.enum(['gelu', 'gelu_new', 'relu', 'silu']).default('gelu'),
  hidden_dropout_prob: z.number().default(0.1),
  attention_probs_dropout_prob: z.number().default(0.1),
  max_position_embeddings: z.int().default(512),
  type_vocab_size: z.int().default(2),
  initializer_range: z.number().default(0.02),
  layer_norm_eps: z.number().default(1e-12),
  pad_token_id: z.int().default(0),
})
type BertConfig = z.infer<typeof configSchema>

/** What every layer of one forward pass shares. */
interface Pass {
  readonly B: number
  /** [B, 1, 1, T]; absent when there is no padding. */
  readonly bias: Tensor | undefined
  readonly dropout: Dropout
}

const dense = (c: BertConfig, from = c.hidden_size, to = c.hidden_size) =>
  linear(from, to, { init: normal(c.initializer_range) })
const norm = (c: BertConfig) => layerNorm(c.hidden_size, c.layer_norm_eps)

function attention(c: BertConfig) {
  const [query, key, value] = [dense(c), dense(c), dense(c)]
  const output = { dense: dense(c), LayerNorm: norm(c) }
  return layer({ self: { query, key, value }, output }, (x: Tensor, { B, bias, dropout }: Pass) => {
    const heads = (rows: Tensor) => splitHeads(rows, B, c.num_attention_heads)
    const scale = 1 / Math.sqrt(c.hidden_size / c.num_attention_heads)
    const share = c.attention_probs_dropout_prob
    const mixed = attend(heads(query(x)), heads(key(x)), heads(value(x)), { scale, bias, dropout, share })
    return output.LayerNorm(x.add(dropout(output.dense(mergeHeads(mixed)), c.hidden_dropout_prob)))
  })
}

function encoderLayer(c: BertConfig) {
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

/** BERT (Devlin et al. 2018) with its masked language modelling head: every token sees all, norms after each part. */
export function bert(config: Config): Network {
  const c = configSchema.parse(config)
  const init = normal(c.initializer_range)
  const words = embedding(c.vocab_size, c.hidden_size, normal(c.initializer_range, c.pad_token_id))
  const positions = embedding(c.max_position_embeddings, c.hidden_size, init)
  const types = embedding(c.type_vocab_size, c.hidden_size, init)
  const embeddingNorm = norm(c)
  const encoder = Array.from({ length: c.num_hidden_layers }, () => encoderLayer(c))
  const transform = { dense: dense(c), LayerNorm: norm(c) }
  const bias = parameter([c.vocab_size], zeros)
  const activation = activations[c.hidden_act]
  return {
    config,
    parts: parts({
      bert: {
        embeddings: {
          word_embeddings: words,
          position_embeddings: positions,
          token_type_embeddings: types,
          LayerNorm: embeddingNorm,
        },
        encoder: { layer: encoder },
      },
      cls: { predictions: { bias, transform } },
    }),
    hidden({ ids, mask, types: typeIds }, dropout) {
      const [B, T] = [ids.dim(0), ids.dim(1)]
      const kind = typeIds ? types(typeIds) : types.weight.slice(0, 0, 1) // [B, T, C] or [1, C]
      const embedded = words(ids, c.pad_token_id)
        .add(positions.weight.slice(0, 0, T))
        .add(kind)
      const start = dropout(embeddingNorm(embedded.reshape(B * T, c.hidden_size)), c.hidden_dropout_prob)
      const pass = { B, bias: mask && paddingBias(mask), dropout }
      return encoder.reduce((x, run) => run(x, pass), start)
    },
    logits: hidden => words.project(transform.LayerNorm(activation(transform.dense(hidden))), bias),
  }
}

export default block({
  id: 'bert',
  category: 'model',
  title: text('BERT', 'BERT'),
  help: text(
    'A network that looks in both directions at once: good at understanding text, not at writing it. Train it with masked language modelling.',
    '同时向左右两侧看的网络：擅长理解文本，不擅长写作。请配合掩码语言建模使用。',
  ),
  inputs: {},
  outputs: { network: port('network') },
  params: z.strictObject({
    width: sizes.width(256),
    layers: sizes.layers(4),
    heads: sizes.heads(4),
    context: sizes.context(),
    feedForward: sizes.feedForward(),
    dropout: sizes.dropout(0),
  }),
  compile: (_, params) => {
    sizes.checkHeads(params)
    return { network: { block: 'bert', params, kind: 'encoder', maxLength: params.context } }
  },
  network: {
    config: (p, vocabulary) => ({
      architectures: ['BertForMaskedLM'],
      model_type: 'bert',
      vocab_size: vocabulary.size,
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
    build: bert,
  },
})
