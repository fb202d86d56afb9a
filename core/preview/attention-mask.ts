/** The attention masks of a network, read from the program that would run, for one example of a batch. */
export interface AttentionMasks {
  /** What the network reads; of an encoder-decoder, what its encoder reads. */
  readonly input: readonly TextPosition[]
  /** What the decoder of an encoder-decoder reads. */
  readonly target?: readonly TextPosition[]
  /** Attentions that show the same, together. Networks without attention have none. */
  readonly attentions: readonly AttentionGroup[]
  /** Recurrent loops over a text, in which a position knows what the loop has read so far. */
  readonly readings: readonly Recurrence[]
  /** One row of predictions belongs to each place of this text; undefined where a text is judged as a whole. */
  readonly predicts: TextSide | undefined
}

export type TextSide = 'input' | 'target'

export interface TextPosition {
  readonly id: number
  readonly token: string
  readonly padding: boolean
}

/** self: the only text attends to itself. encoder, decoder: each attends to itself. cross: the decoder attends to the encoder. */
export type AttentionPart = 'self' | 'encoder' | 'decoder' | 'cross'

export interface AttentionGroup extends AttentionPattern {
  readonly part: AttentionPart
  /** Layers of the part that have it, from 1. */
  readonly layers: readonly number[]
  /** For each query position, the key positions it may attend to: runs from … to, both included, from 0. */
  readonly sees: readonly VisibleRuns[]
}

export type VisibleRuns = readonly (readonly [from: number, to: number])[]

/**
 * What a pattern is called. causal: itself and all before. banded: itself and the nearest before, `window` in all. near: itself
 * and `window` places to each side. prefix: causal, but every position sees the first `window`. documents: causal
 * within each text. full: everything. other: none of these.
 */
export interface AttentionPattern {
  readonly shape: 'full' | 'causal' | 'banded' | 'near' | 'prefix' | 'documents' | 'other'
  readonly window?: number
  /** Some positions are padding, which nothing attends to. */
  readonly padded: boolean
}

export interface Recurrence {
  readonly lane: TextSide
  /** From the last place to the first. */
  readonly backward: boolean
  /** Loops of this kind, one after the other. */
  readonly layers: number
}

/** The leak test: how predictions change when some tokens are replaced, the same model run twice. */
export interface LeakTest {
  /** The text whose tokens were changed, and the first place that was (from 0). */
  readonly lane: TextSide
  readonly place: number
  /** Weights as they are before training, or those of a checkpoint. */
  readonly weights: 'fresh' | 'trained'
  /** The text whose places are predicted at. */
  readonly predicts: TextSide
  readonly places: readonly LeakTestPosition[]
  /** Largest difference of a score at places before the first changed one, and at the others; where a source changed, of all. */
  readonly earlier: number
  readonly later: number
}

/** A position of the text that is predicted at, before and after the change. */
export interface LeakTestPosition extends TextPosition {
  /** What was put in its place. */
  readonly changed?: string
  /** Largest difference of a score here. */
  readonly difference: number
  /** The likeliest answer before and after. */
  readonly before: string
  readonly after: string
}

export type LeakTestPhase = 'data' | 'network' | 'before' | 'after'
export type LeakTestEvent =
  | { readonly kind: 'phase'; readonly phase: LeakTestPhase }
  | { readonly kind: 'done'; readonly proof: LeakTest }
