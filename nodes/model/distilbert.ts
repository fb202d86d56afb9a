import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import { activations } from '../../core/nn/activations.ts'
import { classNames } from '../../core/nn/architecture-names.ts'
import { multiHeadAttention, paddingBias } from '../../core/nn/attention.ts'
import type { Dropout } from '../../core/nn/dropout.ts'
import {
  type HeadBuilders,
  questionAnsweringHead,
  sequenceClassificationHead,
  tokenClassificationHead,
  withHead,
} from '../../core/nn/head.ts'
import { embedding, layerNorm, linear, normalInit, tiedProjection } from '../../core/nn/layers.ts'
import { layer, parts } from '../../core/nn/module.ts'
import type { Body, ModelConfig, Network, NetworkFamily } from '../../core/nn/network.ts'
import { relu } from '../../core/tensor/ops/elementwise.ts'
import type { Tensor } from '../../core/tensor/tensor.ts'
import { text } from '../../core/text.ts'
import { id2labelSchema, labelCount } from './class-labels.ts'
import { activation, count, mustDivide, numberOf, paddingIsInVocabulary, parseConfig, size } from './config-rules.ts'
import * as sizes from './network-params.ts'
import { mini, published, shape, small, tiny } from './presets.ts'

const configSchema = z.looseObject({
  model_type: z.literal('distilbert'),
  vocab_size: size,
  dim: size,
  n_layers: count,
  n_heads: size,
  hidden_dim: size,
  activation: activation.default('gelu'),
  dropout: z.number().default(0.1),
  attention_dropout: z.number().default(0.1),
  seq_classif_dropout: z.number().default(0.2),
  qa_dropout: z.number().default(0.1),
  max_position_embeddings: size.default(512),
  initializer_range: z.number().default(0.02),
  pad_token_id: z.int().nullable().default(0),
  tie_word_embeddings: z.boolean().default(true),
  id2label: id2labelSchema,
})
type DistilBertConfig = z.infer<typeof configSchema>

const dense = (c: DistilBertConfig, from = c.dim, to = c.dim) =>
  linear(from, to, { init: normalInit(c.initializer_range) })
const norm = (c: DistilBertConfig) => layerNorm(c.dim, 1e-12)

/** What every layer of one forward pass shares. */
interface Pass {
  readonly B: number
  /** [B, 1, 1, T]; absent when there is no padding. */
  readonly bias: Tensor | undefined
  readonly dropout: Dropout
}

function encoderLayer(c: DistilBertConfig) {
  const attention = { q_lin: dense(c), k_lin: dense(c), v_lin: dense(c), out_lin: dense(c) }
  const projections = { q: attention.q_lin, k: attention.k_lin, v: attention.v_lin, o: attention.out_lin }
  const ffn = { lin1: dense(c, c.dim, c.hidden_dim), lin2: dense(c, c.hidden_dim, c.dim) }
  const [sa_layer_norm, output_layer_norm] = [norm(c), norm(c)]
  const activation = activations[c.activation]
  const constants = { heads: c.n_heads, scale: 1 / Math.sqrt(c.dim / c.n_heads), dropoutRate: c.attention_dropout }
  return layer({ attention, sa_layer_norm, ffn, output_layer_norm }, (input: Tensor, { B, bias, dropout }: Pass) => {
    const x = sa_layer_norm(input.add(multiHeadAttention(projections, { x: input, B, bias, dropout, ...constants })))
    return output_layer_norm(x.add(dropout(ffn.lin2(activation(ffn.lin1(x))), c.dropout)))
  })
}

const family: NetworkFamily = {
  kind: 'encoder',
  classes: classNames('DistilBert', 'ForMaskedLM', ['class', 'tags', 'answer']),
  body: ['distilbert'],
  embeddings: ['embeddings'],
  tokenEmbedding: 'distilbert.embeddings.word_embeddings.weight',
  loraTargets: ['q_lin', 'v_lin'],
  copies: { 'vocab_projector.weight': 'distilbert.embeddings.word_embeddings.weight' },
  unused: /(^|\.)position_ids$/,
  maxLength: config => numberOf(config.max_position_embeddings),
  layerCount: config => Number(config.n_layers),
}

function body(config: ModelConfig) {
  const c = parseConfig(configSchema, config, [mustDivide('dim', 'n_heads'), paddingIsInVocabulary])
  const pad = c.pad_token_id ?? undefined
  const words = embedding(c.vocab_size, c.dim, normalInit(c.initializer_range, pad))
  const positions = embedding(c.max_position_embeddings, c.dim, normalInit(c.initializer_range))
  const LayerNorm = norm(c)
  const layers = Array.from({ length: c.n_layers }, () => encoderLayer(c))
  const embeddings = { word_embeddings: words, position_embeddings: positions, LayerNorm }
  const encoder: Body = {
    family,
    config,
    parts: parts({ distilbert: { embeddings, transformer: { layer: layers } } }),
    hidden({ ids, mask }, dropout) {
      const [B, T] = [ids.dim(0), ids.dim(1)]
      const embedded = words(ids, pad).add(positions.weight.slice(0, 0, T))
      const start = dropout(LayerNorm(embedded.reshape(B * T, c.dim)), c.dropout)
      return layers.reduce((x, run) => run(x, { B, bias: mask && paddingBias(mask), dropout }), start)
    },
  }
  return { c, words, encoder }
}

/** DistilBERT (Sanh et al. 2019) with its masked language modelling head: BERT without kinds of text and without a pooler. */
export function distilbert(config: ModelConfig): Network {
  const { c, words, encoder } = body(config)
  const [vocab_transform, vocab_layer_norm] = [dense(c), norm(c)]
  const activation = activations[c.activation]
  const vocab_projector = c.tie_word_embeddings ? tiedProjection(words) : dense(c, c.dim, c.vocab_size)
  return withHead(encoder, {
    parts: parts({ vocab_transform, vocab_layer_norm, vocab_projector }),
    logits: states => vocab_projector(vocab_layer_norm(activation(vocab_transform(states)))),
    tiedWeights: family.copies,
  })
}

const heads: HeadBuilders = {
  class(config) {
    const { c, encoder } = body(config)
    const [pre_classifier, classifier] = [dense(c), dense(c, c.dim, labelCount(c))]
    const summary = (first: Tensor, dropout: Dropout) => dropout(relu(pre_classifier(first)), c.seq_classif_dropout)
    return withHead(encoder, sequenceClassificationHead({ pre_classifier, classifier }, summary, classifier))
  },
  tags(config) {
    const { c, encoder } = body(config)
    return withHead(encoder, tokenClassificationHead(dense(c, c.dim, labelCount(c)), c.dropout))
  },
  answer(config) {
    const { c, encoder } = body(config)
    return withHead(encoder, questionAnsweringHead(dense(c, c.dim, 2), c.qa_dropout))
  },
}

export default block({
  id: 'distilbert',
  category: 'model',
  title: text('DistilBERT', 'DistilBERT'),
  keywords: ['distillation', 'small BERT', 'encoder only', '蒸馏', '编码器'],
  help: text(
    'A lighter BERT: usually half as many layers, without token types and pooler. Train it with masked language modelling.',
    '更轻的 BERT：层数通常减半，并去掉词元类型嵌入和池化层。请配合掩码语言建模训练。',
  ),
  inputs: {},
  outputs: { network: port('network') },
  learns: { by: 'masked' },
  params: sizes.networkParams.extend({ layers: sizes.layers(2) }),
  initialParams: sizes.contextWithSpecialTokens,
  presets: {
    tiny: tiny(shape(128, 1, 2)),
    mini: mini(shape(256, 2, 4)),
    small: small(shape(512, 2, 8)),
    'distilbert-base': published('DistilBERT base', { ...shape(768, 6, 12), context: 512, dropout: 0.1 }),
  },
  compile: (_, params) => {
    sizes.checkHeads(params)
    return { network: { block: 'distilbert', params, kind: 'encoder', maxLength: params.context } }
  },
  network: {
    config: (p, vocabulary) => ({
      architectures: [family.classes.words],
      model_type: 'distilbert',
      vocab_size: vocabulary.size,
      dim: p.width,
      n_layers: p.layers,
      n_heads: p.heads,
      hidden_dim: p.feedForward || 4 * p.width,
      activation: 'gelu',
      dropout: p.dropout,
      attention_dropout: p.dropout,
      seq_classif_dropout: 0.2,
      qa_dropout: 0.1,
      max_position_embeddings: p.context,
      sinusoidal_pos_embds: false,
      initializer_range: 0.02,
      pad_token_id: vocabulary.pad,
      tie_word_embeddings: true,
    }),
    family,
    build: distilbert,
    heads,
  },
})
