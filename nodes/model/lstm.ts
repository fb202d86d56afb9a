import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import { classNames } from '../../core/nn/architecture-names.ts'
import { paddingBias } from '../../core/nn/attention.ts'
import { withHead } from '../../core/nn/head.ts'
import { embedding, linear, zerosInit } from '../../core/nn/layers.ts'
import { type LstmState, lstm as layersOf } from '../../core/nn/lstm.ts'
import { layer, parts } from '../../core/nn/module.ts'
import type { Body, ModelConfig, Network, NetworkFamily } from '../../core/nn/network.ts'
import { refuse } from '../../core/problem.ts'
import { concat, type Init, parameter, type Tensor } from '../../core/tensor/tensor.ts'
import { text } from '../../core/text.ts'
import { size } from './config-rules.ts'
import { lstmDecoder, textFirst, timeFirst } from './lstm-decoder.ts'
import * as sizes from './network-params.ts'
import { mini, published, small, tiny } from './presets.ts'

const configSchema = z.looseObject({
  model_type: z.literal('lstm'),
  vocab_size: size,
  embedding_size: size,
  hidden_size: size,
  num_layers: size,
  bidirectional: z.boolean(),
  attention: z.enum(['luong', 'bahdanau']),
  attention_score: z.enum(['general', 'dot', 'concat']).default('general'),
  input_feeding: z.boolean().default(false),
  dropout: z.number(),
  initializer_range: z.number(),
  pad_token_id: z.int(),
})
type LstmConfig = z.infer<typeof configSchema>

const uniform = (c: LstmConfig): Init => ({ kind: 'uniform', bound: c.initializer_range })
/** Numbers per state of the encoder. */
const memoryWidth = (c: LstmConfig) => (c.bidirectional ? 2 : 1) * c.hidden_size

/** Where the decoder begins: the encoder's last states, those of both directions joined and narrowed. */
function bridge(c: LstmConfig) {
  if (!c.bidirectional) return layer({}, (last: readonly LstmState[]) => last)
  const narrow = () => linear(2 * c.hidden_size, c.hidden_size, { init: uniform(c) })
  const [hidden, cell] = [narrow(), narrow()]
  return layer({ hidden, cell }, (last: readonly LstmState[]): readonly LstmState[] =>
    Array.from({ length: c.num_layers }, (_, i) => {
      const [there, back] = last.slice(2 * i, 2 * i + 2) as [LstmState, LstmState]
      return { h: hidden(concat([there.h, back.h], 1)), c: cell(concat([there.c, back.c], 1)) }
    }),
  )
}

const family: NetworkFamily = {
  kind: 'encoder-decoder',
  classes: classNames('Lstm', 'EncoderDecoder', []),
  body: ['shared', 'encoder', 'decoder', 'bridge'],
  embeddings: ['shared'],
  tokenEmbedding: 'shared.weight',
  loraTargets: [],
  copies: { 'lm_head.weight': 'shared.weight' },
  maxLength: () => undefined,
  layerCount: config => Number(config.num_layers),
}

function body(config: ModelConfig, c: LstmConfig) {
  const shared = embedding(c.vocab_size, c.embedding_size, uniform(c))
  const encoder = layersOf({
    inputSize: c.embedding_size,
    width: c.hidden_size,
    layers: c.num_layers,
    bidirectional: c.bidirectional,
    dropoutRate: c.dropout,
    init: uniform(c),
  })
  const between = bridge(c)
  const decoder = lstmDecoder({
    words: c.embedding_size,
    width: c.hidden_size,
    memory: memoryWidth(c),
    layers: c.num_layers,
    attention: c.attention,
    score: c.attention_score,
    feeding: c.input_feeding,
    dropoutRate: c.dropout,
    init: uniform(c),
  })
  const both: Body = {
    family,
    config,
    parts: parts({ shared, encoder, bridge: between, decoder }),
    hidden({ ids, mask, target, cache }, dropout) {
      if (!target) throw new Error('lstm: the decoder needs target ids')
      const [B, S] = [ids.dim(0), ids.dim(1)]
      const words = (of: Tensor) => dropout(shared(of, c.pad_token_id), c.dropout)
      const { rows, last } = encoder(timeFirst(words(ids)), {
        B,
        dropout,
        counted: mask?.transpose(1, 0).reshape(S, B, 1),
      })
      const bias = mask && paddingBias(mask).reshape(B, 1, S)
      const states = textFirst(rows, B)
      const source = { states: cache ? cache.reuseTensor(states) : states, bias }
      const start = decoder.begin(between(last))
      const written = decoder(words(target), {
        source,
        start: cache ? cache.restore(start) : start,
        counted: cache?.tokenMask?.reshape(target.dim(1), 1, 1),
        dropout,
      })
      cache?.save(written.last)
      return dropout(written.said, c.dropout)
    },
  }
  return { both, shared }
}

/** Sequence to sequence as it began: recurrent networks (Sutskever et al. 2014) with attention. */
export function lstm(config: ModelConfig): Network {
  const c = configSchema.parse(config)
  const { both, shared } = body(config, c)
  if (c.embedding_size !== c.hidden_size) {
    const lm_head = linear(c.hidden_size, c.vocab_size, { init: uniform(c) })
    return withHead(both, { parts: parts({ lm_head }), logits: lm_head })
  }
  const bias = parameter([c.vocab_size], zerosInit)
  return withHead(both, { parts: parts({ lm_head: { bias } }), logits: said => shared.project(said, bias) })
}

export default block({
  id: 'lstm',
  category: 'model',
  title: text('LSTM', 'LSTM'),
  keywords: ['RNN', 'recurrent', 'seq2seq', 'Luong', 'Bahdanau', 'attention', '循环神经网络', '长短期记忆'],
  help: text(
    'The recurrent encoder-decoder from before the Transformer: it reads token by token and attends to the source while it writes. Good for short pairs, such as pronunciations.',
    'Transformer 之前的循环编码器-解码器：逐个词元阅读，写的时候对源文做注意力。适合较短的句对，例如注音。',
  ),
  inputs: {},
  outputs: { network: port('network') },
  learns: { by: 'seq2seq' },
  params: z.strictObject({
    width: sizes.width(256),
    layers: sizes.layers(1),
    attention: param(z.enum(['luong', 'bahdanau']).default('luong'), {
      label: text('Attention', '注意力'),
      help: text(
        'How the decoder attends to the source. Luong’s attention is faster; Bahdanau’s attends before each token is predicted.',
        '解码器如何对源文做注意力。Luong 注意力更快；Bahdanau 注意力在预测每个词元之前计算。',
      ),
      choices: { luong: text('Luong', 'Luong'), bahdanau: text('Bahdanau', 'Bahdanau') },
    }),
    score: param(z.enum(['general', 'dot', 'concat']).default('general'), {
      label: text('Attention score', '注意力打分函数'),
      help: text(
        'How Luong’s attention scores the decoder state against the source: through a weight matrix, as a dot product, or through a small network. Bahdanau’s always uses the last (additive).',
        'Luong 注意力如何为解码器状态与源文打分：通过权重矩阵、点积，或通过一个小网络。Bahdanau 总是用最后一种（加性）。',
      ),
      choices: {
        general: text('Weight matrix (general)', '权重矩阵（general）'),
        dot: text('Dot product (dot)', '点积（dot）'),
        concat: text('Small network (concat)', '通过小网络（concat）'),
      },
      advanced: true,
    }),
    feeding: param(z.boolean().default(false), {
      label: text('Input feeding', '输入馈送'),
      help: text(
        'Feeds the attention output of one token into the next, so that the decoder knows which parts of the source it has covered. Slower. For Luong’s attention; Bahdanau’s always does it.',
        '把前一个词元的注意力输出传入下一个词元，使解码器知道源文哪些部分已经处理过。较慢。用于 Luong 注意力；Bahdanau 总是如此。',
      ),
      advanced: true,
    }),
    bidirectional: param(z.boolean().default(true), {
      label: text('Bidirectional encoder', '双向编码器'),
      help: text(
        'Reads the source forward and backward. Better, and a little slower.',
        '正向和反向各读一遍源文。效果更好，但稍慢。',
      ),
    }),
    wordWidth: param(z.int().min(0).max(8192).default(0), {
      label: text('Embedding size', '嵌入维度'),
      help: text(
        'Dimension of the token embeddings. 0 means the same as the width.',
        '词元嵌入的维度。0 表示与宽度相同。',
      ),
      advanced: true,
    }),
    dropout: sizes.dropout(0),
  }),
  presets: {
    tiny: tiny({ width: 128, layers: 1, wordWidth: 0 }),
    mini: mini({ width: 256, layers: 1, wordWidth: 0 }),
    small: small({ width: 384, layers: 2, wordWidth: 0 }),
    // Luong, Pham and Manning 2015, §4.1; here source, target and output share one table of words
    luong: published('Luong 2015', {
      width: 1000,
      layers: 4,
      wordWidth: 0,
      bidirectional: false,
      attention: 'luong',
      dropout: 0.2,
    }),
  },
  compile: (_, params) => {
    const { attention, score, bidirectional } = params
    if (attention === 'luong' && score === 'dot' && bidirectional) refuse('dot-both-ways', dotBothWays)
    return { network: { block: 'lstm', params, kind: 'encoder-decoder' } }
  },
  network: {
    config: (p, vocabulary) => ({
      architectures: [family.classes.words],
      model_type: 'lstm',
      vocab_size: vocabulary.size,
      embedding_size: p.wordWidth || p.width,
      hidden_size: p.width,
      num_layers: p.layers,
      bidirectional: p.bidirectional,
      attention: p.attention,
      attention_score: p.score,
      input_feeding: p.feeding,
      dropout: p.dropout,
      initializer_range: 0.1,
      is_encoder_decoder: true,
      pad_token_id: vocabulary.pad,
      eos_token_id: vocabulary.end,
      decoder_start_token_id: vocabulary.pad,
    }),
    family,
    build: lstm,
  },
})

const dotBothWays = {
  param: 'score',
  paramFix: { set: { score: 'general' } },
  message: text(
    'A bidirectional encoder has twice the dimension of the decoder, so a dot product of the two is not possible.',
    '双向编码器的维度是解码器的两倍，两者无法做点积。',
  ),
  fix: text(
    'Choose another attention score, or turn off “Bidirectional encoder”.',
    '请选择其他注意力打分函数，或关闭“双向编码器”。',
  ),
}
