import { softmax } from './probabilities.ts'

/** Changes the scores of the next token, in place, knowing the text so far (for an encoder-decoder, what the decoder wrote). */
export type LogitsProcessor = (scores: Float32Array, text: readonly number[]) => void

const forbidden = Number.NEGATIVE_INFINITY

/** Makes every token of the text less likely to come again: positive scores are divided, negative ones multiplied (Keskar et al. 2019). */
export const repetitionPenalty =
  (penalty: number): LogitsProcessor =>
  (scores, text) => {
    for (const id of new Set(text)) {
      const score = scores[id] as number
      scores[id] = score < 0 ? score * penalty : score / penalty
    }
  }

/** Forbids every token that would end a run of n tokens which the text already has. */
export const noRepeatNGram =
  (n: number): LogitsProcessor =>
  (scores, text) => {
    const start = text.length - n + 1
    for (let i = 0; i + n - 1 < text.length; i++) {
      let same = 0
      while (same < n - 1 && text[i + same] === text[start + same]) same++
      if (same === n - 1) scores[text[i + n - 1] as number] = forbidden
    }
  }

/** Forbids tokens everywhere. */
export const suppressTokens =
  (ids: Iterable<number>): LogitsProcessor =>
  scores => {
    for (const id of ids) scores[id] = forbidden
  }

/** Forbids the end tokens until the text has `length` tokens, its start included. */
export const minLength =
  (length: number, ends: readonly number[]): LogitsProcessor =>
  (scores, text) => {
    if (text.length < length) for (const id of ends) scores[id] = forbidden
  }

/** Leaves no choice for the token at a place: one of `ids`. */
export const forceToken =
  (place: number, ids: readonly number[]): LogitsProcessor =>
  (scores, text) => {
    if (text.length !== place) return
    scores.fill(forbidden)
    for (const id of ids) scores[id] = 0
  }

/** Divides the scores: below 1 bolder in the likely, above 1 more surprising. */
export const temperature =
  (value: number): LogitsProcessor =>
  scores => {
    for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] as number) / value
  }

/** Keeps the k best scores, and those equal to the last of them. */
export const topK =
  (k: number): LogitsProcessor =>
  scores => {
    const bar = scores.slice().sort()[Math.max(0, scores.length - k)] as number
    forbidWhere(scores, score => score < bar)
  }

/**
 * Keeps the likeliest tokens that together reach a share p of the probability: the nucleus (Holtzman et al. 2019). Of equals at
 * its border the first ones go, so that it stays as small as the share allows.
 */
export const topP =
  (p: number): LogitsProcessor =>
  scores => {
    const ascending = scores.slice().sort()
    const shares = softmax(ascending)
    let sum = 0
    // the likeliest token always stays
    const first = shares.findIndex((share, i) => {
      sum += share
      return sum > 1 - p || i === shares.length - 1
    })
    const bar = ascending[first] as number
    let equals = first - ascending.indexOf(bar)
    forbidWhere(scores, score => score < bar || (score === bar && equals-- > 0))
  }

/** Keeps the tokens whose probability is at least a share p of the likeliest one's (Nguyen et al. 2024). */
export const minP =
  (p: number): LogitsProcessor =>
  scores => {
    const shares = softmax(scores)
    const bar = p * shares.reduce((a, b) => Math.max(a, b), 0)
    for (let i = 0; i < scores.length; i++) if ((shares[i] as number) < bar) scores[i] = forbidden
  }

function forbidWhere(scores: Float32Array, below: (score: number) => boolean): void {
  for (let i = 0; i < scores.length; i++) if (below(scores[i] as number)) scores[i] = forbidden
}
