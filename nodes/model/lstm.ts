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
  help: text(
    'The recurrent network that came before Transformers: it reads word by word and looks back while it writes. Good for short pairs, such as pronunciations.',
    'Transformer 之前的循环网络：逐词阅读，写的时候回看原文。适合较短的句对，例如注音。',
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
        'How the writer looks back at the source. Luong’s way is faster; Bahdanau’s looks before each word is written.',
        '写作时如何回看原文。Luong 的方式更快；Bahdanau 的方式在写每个词之前先看。',
      ),
      choices: { luong: text('Luong', 'Luong'), bahdanau: text('Bahdanau', 'Bahdanau') },
    }),
    score: param(z.enum(['general', 'dot', 'concat']).default('general'), {
      label: text('Comparison', '比较方式'),
      help: text(
        'How Luong’s attention compares what it is writing with the source: through a table of weights, directly, or through a small network. Bahdanau’s always uses the last.',
        'Luong 注意力如何把正在写的内容与原文比较：通过权重表、直接比较，或通过一个小网络。Bahdanau 总是用最后一种。',
      ),
      choices: {
        general: text('Through weights (general)', '通过权重（general）'),
        dot: text('Directly (dot)', '直接（dot）'),
        concat: text('Through a small network (concat)', '通过小网络（concat）'),
      },
      advanced: true,
    }),
    feeding: param(z.boolean().default(false), {
      label: text('Remember looks', '记住看过的内容'),
      help: text(
        'What the writer saw at one word goes into the next one, so that it knows what it has dealt with (input feeding). Slower. For Luong’s attention; Bahdanau’s does it always.',
        '写一个词时看到的内容会传入下一个词，使其知道哪些已处理过（输入馈送）。较慢。用于 Luong 注意力；Bahdanau 总是如此。',
      ),
      advanced: true,
    }),
    bidirectional: param(z.boolean().default(true), {
      label: text('Read both ways', '双向阅读'),
      help: text(
        'Read the source from the front and from the back. Better, and a little slower.',
        '从前往后和从后往前各读一遍原文。效果更好，但稍慢。',
      ),
    }),
    wordWidth: param(z.int().min(0).max(8192).default(0), {
      label: text('Word table width', '词表宽度'),
      help: text(
        'How many numbers describe a word before it is read. 0 means the width.',
        '词在被读取之前用多少个数描述。0 表示与宽度相同。',
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
    'A reader in both directions has twice as many numbers per word as the writer, so the two cannot be compared directly.',
    '双向阅读时，每个词的数值个数是写作端的两倍，两者无法直接比较。',
  ),
  fix: text('Choose another comparison, or turn off “Read both ways”.', '请选择其他比较方式，或关闭“双向阅读”。'),
}
