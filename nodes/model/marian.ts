import { z } from 'zod'
import { block, port } from '../../core/block/block.ts'
import { classNames } from '../../core/nn/architecture-names.ts'
import type { Dropout } from '../../core/nn/dropout.ts'
import type { KVCache } from '../../core/nn/kv-cache.ts'
import { layer } from '../../core/nn/module.ts'
import type { ModelConfig, Network, NetworkFamily } from '../../core/nn/network.ts'
import { sinusoidalPositions } from '../../core/nn/position-encodings.ts'
import type { Tensor } from '../../core/tensor/tensor.ts'
import { text } from '../../core/text.ts'
import {
  bartFamily,
  buildStacks,
  type EncoderDecoderConfig,
  encoderDecoderRules,
  encoderDecoderSchema,
  type InputEmbedding,
  withTokenHead,
} from './bart-stack.ts'
import { parseConfig } from './config-rules.ts'
import * as sizes from './network-params.ts'
import { mini, published, shape, small, tiny } from './presets.ts'

const configSchema = encoderDecoderSchema.extend({
  model_type: z.literal('marian'),
  share_encoder_decoder_embeddings: z.literal(true).default(true),
})

/** Sinusoidal positions (Vaswani et al. 2017): nothing to learn. */
const entrance = (c: EncoderDecoderConfig): InputEmbedding =>
  layer({}, (words: Tensor, dropout: Dropout, cache: KVCache | undefined) => {
    const [B, T] = [words.dim(0), words.dim(1)]
    return dropout(words.add(sinusoidalPositions(T, c.d_model, cache)).reshape(B * T, c.d_model), c.dropout)
  })

const family: NetworkFamily = { ...bartFamily, classes: classNames('Marian', 'MTModel', []) }

/** Marian (Junczys-Dowmunt et al. 2018): the Transformer of 2017 as OPUS-MT's translators use it. */
export function marian(config: ModelConfig): Network {
  const c = parseConfig(configSchema, config, encoderDecoderRules)
  const { body, shared } = buildStacks(family, config, c, () => entrance(c))
  return withTokenHead(c, body, shared)
}

export default block({
  id: 'marian',
  category: 'model',
  title: text('Marian', 'Marian'),
  keywords: [
    'MarianMT',
    'original Transformer',
    'Attention is all you need',
    'machine translation',
    'NMT',
    'OPUS-MT',
    '机器翻译',
    '编码器-解码器',
  ],
  help: text(
    'The original Transformer, made for translation: an encoder reads a text, a decoder writes it in another language.',
    '最早的 Transformer，为翻译而设计：编码器读取一段文本，解码器用另一种语言写出来。',
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
    'opus-mt': published('OPUS-MT', { ...shape(512, 6, 8), context: 512, dropout: 0.1 }),
  },
  compile: (_, params) => {
    sizes.checkHeads(params)
    return { network: { block: 'marian', params, kind: 'encoder-decoder', maxLength: params.context } }
  },
  network: {
    config: (p, vocabulary) => ({
      architectures: [family.classes.words],
      model_type: 'marian',
      ...sizes.encoderDecoderConfig(p, vocabulary),
      decoder_vocab_size: vocabulary.size,
      activation_function: 'swish',
      scale_embedding: true,
      normalize_before: false,
      static_position_embeddings: true,
      share_encoder_decoder_embeddings: true,
      bad_words_ids: [[vocabulary.pad]],
    }),
    family,
    build: marian,
  },
})
