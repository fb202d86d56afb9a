import { z } from 'zod'
import { block, param, port } from '../../core/block.ts'
import { paddingBias } from '../../core/nn/attention.ts'
import type { Dropout } from '../../core/nn/dropout.ts'
import { withHead } from '../../core/nn/head.ts'
import { embedding, linear, zeros } from '../../core/nn/layers.ts'
import { isCounted, lstm as layersOf, type State, whereCounted } from '../../core/nn/lstm.ts'
import { layer, parts } from '../../core/nn/module.ts'
import type { Body, Config, Network } from '../../core/nn/network.ts'
import { bahdanau, luong, readout, type Source } from '../../core/nn/recurrent-attention.ts'
import { scan } from '../../core/tensor/ops/scan.ts'
import { concat, constant, type Init, parameter, type Tensor } from '../../core/tensor/tensor.ts'
import { text } from '../../core/text.ts'
import { mini, published, small, tiny } from './presets.ts'
import * as sizes from './sizes.ts'

const configSchema = z.looseObject({
  model_type: z.literal('lstm'),
  vocab_size: z.int(),
  embedding_size: z.int(),
  hidden_size: z.int(),
  num_layers: z.int(),
  bidirectional: z.boolean(),
  attention: z.enum(['luong', 'bahdanau']),
  dropout: z.number(),
  initializer_range: z.number(),
  pad_token_id: z.int(),
})
type LstmConfig = z.infer<typeof configSchema>

const uniform = (c: LstmConfig): Init => ({ kind: 'uniform', bound: c.initializer_range })
/** Numbers per state of the encoder. */
const memoryWidth = (c: LstmConfig) => (c.bidirectional ? 2 : 1) * c.hidden_size

/** [B, T, C] as rows time by time, [T·B, C], and back. */
const timeFirst = (x: Tensor) => x.transpose(1, 0, 2).reshape(x.dim(0) * x.dim(1), x.dim(2))
const textFirst = (rows: Tensor, B: number) => rows.reshape(rows.dim(0) / B, B, rows.dim(1)).transpose(1, 0, 2)

/** Where the decoder begins: the encoder's last states, those of both directions joined and narrowed. */
function bridge(c: LstmConfig) {
  if (!c.bidirectional) return layer({}, (last: readonly State[]) => last)
  const narrow = () => linear(2 * c.hidden_size, c.hidden_size, { init: uniform(c) })
  const [hidden, cell] = [narrow(), narrow()]
  return layer({ hidden, cell }, (last: readonly State[]): readonly State[] =>
    Array.from({ length: c.num_layers }, (_, i) => {
      const [there, back] = last.slice(2 * i, 2 * i + 2) as [State, State]
      return { h: hidden(concat([there.h, back.h], 1)), c: cell(concat([there.c, back.c], 1)) }
    }),
  )
}

interface Writing {
  readonly source: Source
  readonly start: readonly State[]
  /** 1 for the steps that are no padding, int32 [U, 1, 1]; all are when absent. */
  readonly counted: Tensor | undefined
  readonly dropout: Dropout
}
interface Written {
  /** What is to be said next, rows [B·U, H]. */
  readonly said: Tensor
  readonly last: readonly State[]
}
/** From words read so far [B, U, E]. */
type Decoder = (words: Tensor, writing: Writing) => Written

const decoderLayers = (c: LstmConfig, from: number) =>
  layersOf({ from, width: c.hidden_size, layers: c.num_layers, share: c.dropout, init: uniform(c) })

/** Looks at the source with each new state. The looks do not depend on each other, so all are taken at once. */
function luongDecoder(c: LstmConfig) {
  const run = decoderLayers(c, c.embedding_size)
  const attention = luong(c.hidden_size, memoryWidth(c), uniform(c))
  const read = readout(c.hidden_size, memoryWidth(c), uniform(c))
  const decode: Decoder = (words, { source, start, counted, dropout }) => {
    const [B, U] = [words.dim(0), words.dim(1)]
    const { rows, last } = run(timeFirst(words), { B, dropout, start, counted })
    const states = textFirst(rows, B)
    const { context } = attention(states, source)
    return { said: read(context.reshape(B * U, memoryWidth(c)), states.reshape(B * U, c.hidden_size)), last }
  }
  return layer({ lstm: run, attention: { ...attention.parts, ...read.parts } }, decode)
}

/** Looks at the source before each step, with the state before it; what it sees goes into the step. */
function bahdanauDecoder(c: LstmConfig) {
  const run = decoderLayers(c, c.embedding_size + memoryWidth(c))
  const attention = bahdanau(c.hidden_size, memoryWidth(c), c.hidden_size, uniform(c))
  const read = readout(c.hidden_size, memoryWidth(c), uniform(c))
  const decode: Decoder = (words, { source, start, counted, dropout }) => {
    const [B, U, E] = words.shape as [number, number, number]
    const look = attention(source)
    const places = constant([...Array(U).keys()], [U], 'int32')
    const { last, results } = scan(
      { start: flat(start), over: [timeFirst(words).reshape(U, B, E), places, ...(counted ? [counted] : [])] },
      (states, [word, place, counts]) => {
        const before = paired(states)
        const context = look((before.at(-1) as State).h).context.reshape(B, memoryWidth(c))
        const after = run.step(concat([word as Tensor, context], 1), before, dropout.at(place as Tensor))
        const counting = counts && isCounted(counts)
        const next = counting ? after.map((state, i) => whereCounted(counting, state, before[i] as State)) : after
        return { states: flat(next), results: [context, (after.at(-1) as State).h] }
      },
    )
    const [contexts, states] = results.map(x => x.reshape(U * B, x.dim(2))) as [Tensor, Tensor]
    const said = read(contexts, states) // time by time
    return { said: textFirst(said, B).reshape(B * U, c.hidden_size), last: paired(last) }
  }
  return layer({ lstm: run, attention: { ...attention.parts, ...read.parts } }, decode)
}

function body(config: Config, c: LstmConfig) {
  const shared = embedding(c.vocab_size, c.embedding_size, uniform(c))
  const encoder = layersOf({
    from: c.embedding_size,
    width: c.hidden_size,
    layers: c.num_layers,
    bidirectional: c.bidirectional,
    share: c.dropout,
    init: uniform(c),
  })
  const between = bridge(c)
  const decoder = c.attention === 'luong' ? luongDecoder(c) : bahdanauDecoder(c)
  const both: Body = {
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
      const source = { states: cache ? cache.keepOne(states) : states, bias }
      const start = between(last)
      const written = decoder(words(target), {
        source,
        start: cache ? paired(cache.resume(flat(start))) : start,
        counted: cache?.counted?.reshape(target.dim(1), 1, 1),
        dropout,
      })
      cache?.leave(flat(written.last))
      return dropout(written.said, c.dropout)
    },
  }
  return { both, shared }
}

/** States as h, c, h, c, …, and the other way round. */
const flat = (states: readonly State[]): Tensor[] => states.flatMap(({ h, c }) => [h, c])
const paired = (flat: readonly Tensor[]): State[] =>
  Array.from({ length: flat.length / 2 }, (_, i) => ({ h: flat[2 * i] as Tensor, c: flat[2 * i + 1] as Tensor }))

/** Sequence to sequence as it began: recurrent networks (Sutskever et al. 2014) with attention. */
export function lstm(config: Config): Network {
  const c = configSchema.parse(config)
  const { both, shared } = body(config, c)
  if (c.embedding_size !== c.hidden_size) {
    const lm_head = linear(c.hidden_size, c.vocab_size, { init: uniform(c) })
    return withHead(both, { parts: parts({ lm_head }), logits: lm_head })
  }
  const bias = parameter([c.vocab_size], zeros)
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
  compile: (_, params) => ({ network: { block: 'lstm', params, kind: 'encoder-decoder' } }),
  network: {
    config: (p, vocabulary) => ({
      architectures: ['LstmEncoderDecoder'],
      model_type: 'lstm',
      vocab_size: vocabulary.size,
      embedding_size: p.wordWidth || p.width,
      hidden_size: p.width,
      num_layers: p.layers,
      bidirectional: p.bidirectional,
      attention: p.attention,
      dropout: p.dropout,
      initializer_range: 0.1,
      is_encoder_decoder: true,
      pad_token_id: vocabulary.pad,
      eos_token_id: vocabulary.end,
      decoder_start_token_id: vocabulary.pad,
    }),
    build: lstm,
  },
})
