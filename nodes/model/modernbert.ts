import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import { activations } from '../../core/nn/activations.ts'
import type { Head, HeadBuilders } from '../../core/nn/head.ts'
import { questionAnsweringHead, withHead } from '../../core/nn/head.ts'
import type { Embedding } from '../../core/nn/layers.ts'
import { linear, normalInit, tiedProjection } from '../../core/nn/layers.ts'
import type { Layer } from '../../core/nn/module.ts'
import { layer, parts } from '../../core/nn/module.ts'
import type { ModelConfig, Network } from '../../core/nn/network.ts'
import { firstTokenStates, meanPooling } from '../../core/nn/pooling.ts'
import type { Tensor } from '../../core/tensor/tensor.ts'
import { text } from '../../core/text.ts'
import { labelCount } from './class-labels.ts'
import type { ModernBertConfig } from './modernbert-encoder.ts'
import { family, modernBertBody, modernBertSettings, norm, outputInit } from './modernbert-encoder.ts'
import * as sizes from './network-params.ts'
import { checkRotaryHeadSize } from './network-params.ts'
import { mini, published, shape, small, tiny } from './presets.ts'

/** One more layer before the scores, which all heads have. */
function lastLayer(c: ModernBertConfig) {
  const dense = linear(c.hidden_size, c.hidden_size, { init: outputInit(c), bias: c.classifier_bias })
  const last = norm(c)
  const activation = activations[c.classifier_activation]
  return layer({ dense, norm: last }, (x: Tensor) => last(activation(dense(x))))
}

/** ModernBERT with its masked language modelling head. */
export function modernBert(config: ModelConfig): Network {
  const c = modernBertSettings(config)
  const { body, words } = modernBertBody(config, c)
  const [head, decoder] = [lastLayer(c), overWords(c, words)]
  return withHead(body, { parts: parts({ head, decoder }), logits: x => decoder(head(x)), tiedWeights: family.copies })
}

/** The token embedding as output layer (tied), or an output layer of its own. */
function overWords(c: ModernBertConfig, words: Embedding): Layer {
  if (!c.tie_word_embeddings) return linear(c.hidden_size, c.vocab_size, { init: outputInit(c), bias: c.decoder_bias })
  return c.decoder_bias ? tiedProjection(words) : layer({}, (x: Tensor) => words.project(x))
}

/** A head whose last layer gives `outputs` numbers, over what `make` does with both. */
const classifying = (make: (c: ModernBertConfig) => Head) => (config: ModelConfig) => {
  const c = modernBertSettings(config)
  return withHead(modernBertBody(config, c).body, make(c))
}

const classifierOf = (c: ModernBertConfig, outputs: number) =>
  linear(c.hidden_size, outputs, { init: normalInit(c.hidden_size ** -0.5) })

const heads: HeadBuilders = {
  class: classifying(c => {
    const [head, classifier] = [lastLayer(c), classifierOf(c, labelCount(c))]
    return {
      parts: parts({ head, classifier }),
      read: (states, { ids, mask }, dropout) => {
        const text =
          c.classifier_pooling === 'mean' ? meanPooling(states, ids.dim(0), mask) : firstTokenStates(states, ids.dim(0))
        return dropout(head(text), c.classifier_dropout)
      },
      logits: classifier,
    }
  }),
  tags: classifying(c => {
    const [head, classifier] = [lastLayer(c), classifierOf(c, labelCount(c))]
    return {
      parts: parts({ head, classifier }),
      read: (states, _, dropout) => dropout(head(states), c.classifier_dropout),
      logits: classifier,
    }
  }),
  answer: classifying(c => {
    const [head, classifier] = [lastLayer(c), classifierOf(c, 2)]
    const { read, logits } = questionAnsweringHead(classifier, c.classifier_dropout)
    return {
      parts: parts({ head, classifier }),
      read: (states, inputs, dropout) => read(head(states), inputs, dropout),
      logits,
    }
  }),
}

const params = sizes.networkParams.extend({
  feedForward: param(z.int().min(0).max(65536).default(0), {
    label: text('Feed-forward size', '前馈层宽度'),
    help: text(
      'Width of the gated feed-forward layers. 0 means 3/2 × width.',
      '门控前馈层的宽度。0 表示宽度的 3/2 倍。',
    ),
    advanced: true,
  }),
  context: sizes.context(8192),
  window: param(z.int().min(2).max(8192).default(128), {
    label: text('Attention window', '注意力窗口'),
    help: text(
      'How many tokens around it a token sees in local attention layers. Every third layer, starting with the first, sees all tokens.',
      '在局部注意力层中，每个词元能看到周围多少个词元。从第一层起，每三层有一层能看到全部。',
    ),
    unit: text('tokens', '词元'),
    advanced: true,
  }),
})

export default block({
  id: 'modernbert',
  category: 'model',
  title: text('ModernBERT', 'ModernBERT'),
  keywords: ['RoPE', 'local attention', 'sliding window', 'encoder only', 'GeGLU', '滑动窗口', '编码器'],
  help: text(
    'A modern BERT with rotary position embeddings and local attention: it learns to use context sooner. Train it with masked language modelling.',
    '采用旋转位置编码和局部注意力的现代 BERT，更早学会利用上下文。请配合掩码语言建模训练。',
  ),
  inputs: {},
  outputs: { network: port('network') },
  learns: { by: 'masked' },
  params,
  initialParams: sizes.contextWithSpecialTokens,
  presets: {
    tiny: tiny(shape(128, 3, 4)),
    mini: mini(shape(256, 4, 4)),
    small: small(shape(512, 6, 8)),
    'modernbert-base': published('ModernBERT base', { ...shape(768, 22, 12), context: 8192, window: 128 }),
    'modernbert-large': published('ModernBERT large', {
      ...shape(1024, 28, 16),
      feedForward: 2624,
      context: 8192,
      window: 128,
    }),
  },
  compile: (_, params) => {
    sizes.checkHeads(params)
    checkRotaryHeadSize(params)
    return { network: { block: 'modernbert', params, kind: 'encoder', maxLength: params.context } }
  },
  network: {
    config: (p, vocabulary) => ({
      architectures: [family.classes.words],
      model_type: 'modernbert',
      vocab_size: vocabulary.size,
      hidden_size: p.width,
      intermediate_size: p.feedForward || Math.ceil(1.5 * p.width),
      num_hidden_layers: p.layers,
      num_attention_heads: p.heads,
      hidden_activation: 'gelu',
      max_position_embeddings: p.context,
      initializer_range: 0.02,
      initializer_cutoff_factor: 2,
      norm_eps: 1e-5,
      norm_bias: false,
      attention_bias: false,
      attention_dropout: p.dropout,
      global_attn_every_n_layers: 3,
      local_attention: p.window,
      global_rope_theta: 160_000,
      local_rope_theta: 10_000,
      embedding_dropout: p.dropout,
      mlp_bias: false,
      mlp_dropout: p.dropout,
      decoder_bias: true,
      classifier_pooling: 'mean',
      classifier_dropout: p.dropout,
      classifier_bias: false,
      classifier_activation: 'gelu',
      bos_token_id: vocabulary.begin,
      cls_token_id: vocabulary.begin,
      eos_token_id: vocabulary.end,
      sep_token_id: vocabulary.end,
      pad_token_id: vocabulary.pad,
      tie_word_embeddings: true,
    }),
    family,
    build: modernBert,
    heads,
  },
})
