import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import { classNames } from '../../core/nn/architecture-names.ts'
import type { Dropout } from '../../core/nn/dropout.ts'
import { type HeadBuilders, questionAnsweringHead, withHead } from '../../core/nn/head.ts'
import type { KVCache } from '../../core/nn/kv-cache.ts'
import { embedding, normalInit } from '../../core/nn/layers.ts'
import { layer, parts } from '../../core/nn/module.ts'
import type { Body, ModelConfig, Network, NetworkFamily } from '../../core/nn/network.ts'
import { statesAtLastMatch } from '../../core/nn/pooling.ts'
import { shiftRight, withPaddingId } from '../../core/nn/token-ids.ts'
import { tanh } from '../../core/tensor/ops/elementwise.ts'
import type { Tensor } from '../../core/tensor/tensor.ts'
import { text } from '../../core/text.ts'
import {
  bartFamily,
  buildStacks,
  dense,
  type EncoderDecoderConfig,
  encoderDecoderRules,
  encoderDecoderSchema,
  type InputEmbedding,
  norm,
  tiedWeightNames,
  withTokenHead,
} from './bart-stack.ts'
import { labelCount } from './class-labels.ts'
import { parseConfig } from './config-rules.ts'
import * as sizes from './network-params.ts'
import { mini, published, shape, small, tiny } from './presets.ts'

const configSchema = encoderDecoderSchema.extend({
  model_type: z.literal('bart'),
  pad_token_id: z.int().default(1),
  eos_token_id: z.int().default(2),
  decoder_start_token_id: z.int().default(2),
})

/** The position embedding begins with two rows that nothing reads. */
const unused = 2

/** Learned positions, and a norm of their own: [B, T, C] → [B·T, C]. */
function entrance(c: EncoderDecoderConfig): InputEmbedding {
  const embed_positions = embedding(c.max_position_embeddings + unused, c.d_model, normalInit(c.init_std))
  const layernorm_embedding = norm(c)
  const positions = (T: number, cache: KVCache | undefined) =>
    cache ? embed_positions(cache.positions.add(unused)) : embed_positions.weight.slice(0, unused, T + unused)
  return layer(
    { embed_positions, layernorm_embedding },
    (words: Tensor, dropout: Dropout, cache: KVCache | undefined) => {
      const [B, T] = [words.dim(0), words.dim(1)]
      const placed = words.add(positions(T, cache)).reshape(B * T, c.d_model)
      return dropout(layernorm_embedding(placed), c.dropout)
    },
  )
}

const family: NetworkFamily = {
  ...bartFamily,
  classes: classNames('Bart', 'ForConditionalGeneration', ['class', 'answer']),
}

function body(config: ModelConfig) {
  const c = parseConfig(configSchema, config, encoderDecoderRules)
  return { c, ...buildStacks(family, config, c, () => entrance(c)) }
}

/** BART (Lewis et al. 2019): BERT's encoder with a decoder with cross-attention to it, norms after each part. */
export function bart(config: ModelConfig): Network {
  const { c, body: both, shared } = body(config)
  return withTokenHead(c, both, shared)
}

/** The decoder reads the text once more, moved right, as if it wrote it. */
const rereading = (both: Body, start: number): Body => ({
  ...both,
  hidden: (inputs, dropout) => both.hidden({ ...inputs, target: shiftRight(inputs.ids, start) }, dropout),
})

const heads: HeadBuilders = {
  /** From the decoder's state at the last end token. */
  class(config) {
    const { c, body: both } = body(config)
    const classification_head = { dense: dense(c), out_proj: dense(c, c.d_model, labelCount(c)) }
    return withHead(rereading(both, c.decoder_start_token_id), {
      parts: parts({ classification_head }),
      read(states, { ids, mask }, dropout) {
        const text = mask ? withPaddingId(ids, mask, c.pad_token_id) : ids
        const end = dropout(statesAtLastMatch(states, text, { id: c.eos_token_id }), c.classifier_dropout)
        return dropout(tanh(classification_head.dense(end)), c.classifier_dropout)
      },
      logits: classification_head.out_proj,
      tiedWeights: tiedWeightNames,
    })
  },
  answer(config) {
    const { c, body: both } = body(config)
    return withHead(rereading(both, c.decoder_start_token_id), {
      ...questionAnsweringHead(dense(c, c.d_model, 2)),
      tiedWeights: tiedWeightNames,
    })
  },
}

export default block({
  id: 'bart',
  category: 'model',
  title: text('BART', 'BART'),
  keywords: ['encoder decoder', 'seq2seq', 'denoising autoencoder', 'summarization', '编码器-解码器', '摘要'],
  help: text(
    'An encoder reads the whole text and a decoder writes another. Similar to T5, with learned position embeddings.',
    '编码器完整读取一段文本，解码器写出另一段。与 T5 相近，但使用可学习的位置嵌入。',
  ),
  inputs: {},
  outputs: { network: port('network') },
  learns: { by: 'seq2seq' },
  params: sizes.networkParams.extend({ layers: sizes.layers(2) }),
  initialParams: sizes.contextWithSpecialTokens,
  presets: {
    tiny: tiny(shape(128, 2, 4)),
    mini: mini(shape(256, 2, 4)),
    small: small(shape(384, 3, 6)),
    'bart-base': published('BART base', { ...shape(768, 6, 12), context: 1024, dropout: 0.1 }),
  },
  compile: (_, params) => {
    sizes.checkHeads(params)
    const can = { kind: 'encoder-decoder', heads: ['class', 'answer'], maxLength: params.context } as const
    return { network: { block: 'bart', params, ...can } }
  },
  network: {
    config: (p, vocabulary) => ({
      architectures: [family.classes.words],
      model_type: 'bart',
      ...sizes.encoderDecoderConfig(p, vocabulary),
      activation_function: 'gelu',
      scale_embedding: false,
    }),
    family,
    build: bart,
    heads,
  },
})
