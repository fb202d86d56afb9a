import * as p from './logits-processors.ts'

/**
 * Scores over the vocabulary for the token after each text. `parents` tells which text of the call before each one continues,
 * by its index and with one token more: a scorer may remember what it computed for it. It is empty at the first call.
 */
export type NextTokenScorer = (
  texts: readonly (readonly number[])[],
  parents: readonly number[],
) => Promise<readonly Float32Array[]>

/** How the next token is chosen. */
export interface DecodingOptions {
  /** 0 takes the likeliest token each time. */
  readonly temperature: number
  /** Only the k likeliest tokens are drawn from; 0 means all. */
  readonly topK: number
  /** Only the likeliest tokens that together reach this share of the probability are drawn from; 1 means all. */
  readonly topP: number
  /** Only tokens with at least this share of the likeliest one's probability are drawn from; 0 means all. */
  readonly minP: number
  /** Above 1, tokens of the text become less likely to come again. */
  readonly repetitionPenalty: number
  /** No run of so many tokens comes twice; 0 means no rule. */
  readonly noRepeat: number
  /** Texts followed at once in search of the likeliest whole; 1 means none beside the first. */
  readonly beams: number
  /** Beam search divides the scores of finished texts by (tokens written)^this: above 0 favours long texts. */
  readonly lengthPenalty: number
}

/** Always the likeliest token, and no rules. */
export const greedyDecoding: DecodingOptions = {
  temperature: 0,
  topK: 0,
  topP: 1,
  minP: 0,
  repetitionPenalty: 1,
  noRepeat: 0,
  beams: 1,
  lengthPenalty: 1,
}

/** Where writing stops and what it must not or has to write. */
export interface GenerationLimits {
  /** Most tokens to write. */
  readonly length: number
  /** Tokens that end a text. */
  readonly ends: readonly number[]
  /** Fewest tokens to write before an end. */
  readonly atLeast?: number
  readonly banned?: Iterable<number>
  /** The token that follows a start token. */
  readonly first?: number
  /** The tokens one of which comes last when the text becomes as long as it may. */
  readonly last?: readonly number[]
}

/** The rules for what may come next, in Transformers' order. `start` is the number of tokens before the first written one. */
export function logitsProcessors(o: DecodingOptions, bounds: GenerationLimits, start: number): p.LogitsProcessor[] {
  const { length, ends, atLeast = 0, banned, first, last } = bounds
  return [
    o.repetitionPenalty !== 1 && p.repetitionPenalty(o.repetitionPenalty),
    o.noRepeat > 0 && p.noRepeatNGram(o.noRepeat),
    atLeast > 0 && p.minLength(start + atLeast, ends),
    first !== undefined && p.forceToken(1, [first]),
    last && p.forceToken(start + length - 1, last),
    banned && p.suppressTokens(banned),
  ].filter(rule => typeof rule === 'function')
}

/** What narrows down the tokens to draw from, in Transformers' order. */
export function logitsWarpers(o: DecodingOptions): p.LogitsProcessor[] {
  return [
    o.temperature !== 1 && p.temperature(o.temperature),
    o.topK > 0 && p.topK(o.topK),
    o.topP < 1 && p.topP(o.topP),
    o.minP > 0 && p.minP(o.minP),
  ].filter(warper => typeof warper === 'function')
}

/** A copy of the scores after the processors, one after the other. */
export function applyProcessors(
  scores: Float32Array,
  text: readonly number[],
  all: readonly p.LogitsProcessor[],
): Float32Array {
  const copy = scores.slice()
  for (const change of all) change(copy, text)
  return copy
}
