import type { Dropout } from '../../core/nn/dropout.ts'
import { isToken, type LstmState, lstm } from '../../core/nn/lstm.ts'
import { type Layer, layer } from '../../core/nn/module.ts'
import {
  type Attend,
  additiveAttention,
  attentionalState,
  dotAttention,
  type EncoderStates,
  generalAttention,
} from '../../core/nn/recurrent-attention.ts'
import { where } from '../../core/tensor/ops/elementwise.ts'
import { scan } from '../../core/tensor/ops/scan.ts'
import { concat, constant, fill, type Init, type Tensor } from '../../core/tensor/tensor.ts'

export interface DecoderOptions {
  /** Numbers per word, per state of the decoder and per state of the encoder. */
  readonly words: number
  readonly width: number
  readonly memory: number
  readonly layers: number
  readonly attention: 'luong' | 'bahdanau'
  /** How Luong compares a state with those of the source. */
  readonly score: 'general' | 'dot' | 'concat'
  /** What was said goes into the next step (Luong et al. 2015, §3.3). */
  readonly feeding: boolean
  readonly dropoutRate: number
  readonly init: Init
}

interface DecodeInputs {
  readonly source: EncoderStates
  /** What is held before the first word. */
  readonly start: readonly Tensor[]
  /** 1 for the steps that are no padding, int32 [U, 1, 1]; all are when absent. */
  readonly counted: Tensor | undefined
  readonly dropout: Dropout
}
interface DecodeOutputs {
  /** What is to be said next, rows [B·U, H]. */
  readonly said: Tensor
  /** What is held after the last word. */
  readonly last: readonly Tensor[]
}
/** From words read so far [B, U, E]. */
type Decode = (words: Tensor, writing: DecodeInputs) => DecodeOutputs

export interface Decoder extends Layer<Decode> {
  /** What is held from word to word, from the states to begin with. */
  readonly begin: (states: readonly LstmState[]) => readonly Tensor[]
}

/** An LSTM that writes word by word and looks at the states of a source. */
export function lstmDecoder(options: DecoderOptions): Decoder {
  if (options.attention === 'bahdanau') return attendBeforeStep(options)
  return options.feeding ? inputFeeding(options) : attendAfterAll(options)
}

/** [B, T, C] as rows time by time, [T·B, C], and back. */
export const timeFirst = (x: Tensor): Tensor => x.transpose(1, 0, 2).reshape(x.dim(0) * x.dim(1), x.dim(2))
export const textFirst = (rows: Tensor, B: number): Tensor =>
  rows.reshape(rows.dim(0) / B, B, rows.dim(1)).transpose(1, 0, 2)

/** States as h, c, h, c, …, and the other way round. */
const flat = (states: readonly LstmState[]): Tensor[] => states.flatMap(({ h, c }) => [h, c])
const paired = (flat: readonly Tensor[]): LstmState[] =>
  Array.from({ length: flat.length / 2 }, (_, i) => ({ h: flat[2 * i] as Tensor, c: flat[2 * i + 1] as Tensor }))

function luong({ score, width, memory, init }: DecoderOptions) {
  if (score === 'dot') return dotAttention()
  return score === 'general' ? generalAttention(width, memory, init) : additiveAttention(width, memory, width, init)
}

/** Looks at the source with each new state. The looks do not depend on each other, so all are taken at once. */
function attendAfterAll(options: DecoderOptions): Decoder {
  const { words: from, width, memory, init } = options
  const run = lstm({ ...options, inputSize: from })
  const attention = luong(options)
  const read = attentionalState(width, memory, init)
  const decode: Decode = (words, { source, start, counted, dropout }) => {
    const [B, U] = [words.dim(0), words.dim(1)]
    const { rows, last } = run(timeFirst(words), { B, dropout, start: paired(start), counted })
    const states = textFirst(rows, B)
    const { context } = attention(source)(states)
    return { said: read(context.reshape(B * U, memory), states.reshape(B * U, width)), last: flat(last) }
  }
  return decoder({ lstm: run, attention: { ...attention.parts, ...read.parts } }, decode, flat)
}

/** Looks at the source with each new state, and takes what it makes of it into the next step. */
function inputFeeding(options: DecoderOptions): Decoder {
  const { words: from, width, memory, init } = options
  const run = lstm({ ...options, inputSize: from + width })
  const attention = luong(options)
  const read = attentionalState(width, memory, init)
  const decode: Decode = (words, { source, ...writing }) => {
    const look = attention(source)
    const { last, results } = decodeSteps(words, writing, (word, held, dropout) => {
      const after = run.step(concat([word, held.at(-1) as Tensor], 1), paired(held.slice(0, -1)), dropout)
      const said = read(contextOf(look, topState(after)), topState(after))
      return { states: [...flat(after), said], results: [said] }
    })
    return { said: inTexts(results[0] as Tensor), last }
  }
  const begin = (states: readonly LstmState[]) => [...flat(states), fill(0, topState(states).shape)]
  return decoder({ lstm: run, attention: { ...attention.parts, ...read.parts } }, decode, begin)
}

/** Looks at the source before each step, with the state before it; what it sees goes into the step (Bahdanau et al. 2015). */
function attendBeforeStep(options: DecoderOptions): Decoder {
  const { words: from, width, memory, init } = options
  const run = lstm({ ...options, inputSize: from + memory })
  const attention = additiveAttention(width, memory, width, init)
  const read = attentionalState(width, memory, init)
  const decode: Decode = (words, { source, ...writing }) => {
    const look = attention(source)
    const { last, results } = decodeSteps(words, writing, (word, held, dropout) => {
      const before = paired(held)
      const context = contextOf(look, topState(before))
      const after = run.step(concat([word, context], 1), before, dropout)
      return { states: flat(after), results: [context, topState(after)] }
    })
    const [contexts, states] = results.map(inTexts) as [Tensor, Tensor]
    return { said: read(contexts, states), last }
  }
  return decoder({ lstm: run, attention: { ...attention.parts, ...read.parts } }, decode, flat)
}

const decoder = (nested: Parameters<typeof layer>[0], decode: Decode, begin: Decoder['begin']): Decoder =>
  Object.assign(layer(nested, decode), { begin })

const topState = (states: readonly LstmState[]): Tensor => (states.at(-1) as LstmState).h

/** What one state per text [B, H] sees of the source: [B, K]. */
function contextOf(look: Attend, h: Tensor): Tensor {
  const { context } = look(h.reshape(h.dim(0), 1, h.dim(1)))
  return context.reshape(h.dim(0), context.dim(2))
}

/** Results of all steps [U, B, C] as rows text by text, [B·U, C]. */
const inTexts = (x: Tensor) => x.transpose(1, 0, 2).reshape(x.dim(0) * x.dim(1), x.dim(2))

/** From a word of each text [B, E] and what is held before it to what is held after it, and results. */
type WordStep = (word: Tensor, held: readonly Tensor[], dropout: Dropout) => { states: Tensor[]; results: Tensor[] }

/** Takes the words [B, U, E] one after the other. Padding leaves alone what is held. */
function decodeSteps(words: Tensor, { start, counted, dropout }: Omit<DecodeInputs, 'source'>, step: WordStep) {
  const places = constant([...Array(words.dim(1)).keys()], [words.dim(1)], 'int32')
  const over = [words.transpose(1, 0, 2), places, ...(counted ? [counted] : [])]
  return scan({ start, over }, (held, [word, place, counts]) => {
    const { states, results } = step(word as Tensor, held, dropout.atStep(place as Tensor))
    const counting = counts && isToken(counts)
    return { states: counting ? states.map((x, i) => where(counting, x, held[i] as Tensor)) : states, results }
  })
}
