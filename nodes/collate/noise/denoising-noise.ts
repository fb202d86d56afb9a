// The noising functions of BART: https://arxiv.org/abs/1910.13461, section 2.2.
import { type Random, shuffle } from '../../../core/random.ts'

export interface Word {
  readonly ids: readonly number[]
  readonly startsSentence: boolean
}

/** The words of a window; the marks are 1 where a word or sentence starts. */
export function windowWords(window: Int32Array, wordStarts: Uint8Array, sentenceStarts: Uint8Array): Word[] {
  const words: { ids: number[]; startsSentence: boolean }[] = []
  for (const [i, id] of window.entries()) {
    if (i === 0 || wordStarts[i] === 1) words.push({ ids: [id], startsSentence: sentenceStarts[i] === 1 })
    else words.at(-1)?.ids.push(id)
  }
  return words
}

/** Permutes a share of the sentences (rounded up) among their positions. */
export function permuteSentences(words: readonly Word[], share: number, rng: Random): Word[] {
  const sentences: Word[][] = []
  for (const word of words) {
    const last = sentences.at(-1)
    if (word.startsSentence || !last) sentences.push([word])
    else last.push(word)
  }
  const order = Int32Array.from(sentences.keys())
  const moved = shuffle(order.slice(), rng).subarray(0, Math.ceil(order.length * share))
  const places = moved.slice().sort()
  places.forEach((place, i) => {
    order[place] = moved[i] as number
  })
  return Array.from(order, i => sentences[i] as Word[]).flat()
}

interface Infilling {
  /** The share of words that is masked. */
  readonly rate: number
  /** The mean number of words that one mask replaces. */
  readonly meanSpanLength: number
  readonly mask: number
  /** Tokens of the result, at most. */
  readonly maxTokens: number
}

/** Text infilling: replaces random spans of words by one mask each. A span may be empty: then a mask is inserted. */
export function infillSpans(
  words: readonly Word[],
  { rate, meanSpanLength: span, mask, maxTokens: room }: Infilling,
  rng: Random,
): number[] {
  const lengths = spanLengths(Math.ceil(words.length * rate), span, rng)
  const runs = lengths.filter(length => length > 0)
  const starts = shuffle(Int32Array.from(words.keys()), rng).subarray(0, runs.length)
  const hidden = new Uint8Array(words.length)
  starts.forEach((start, i) => {
    hidden[start] ||= spanStart
    hidden.fill(spanInside, start + 1, start + (runs[i] as number))
  })
  const tokens = words.flatMap(({ ids }, i) => (hidden[i] === spanInside ? [] : hidden[i] === spanStart ? [mask] : ids))
  const empty = Math.min(lengths.length - runs.length, room - tokens.length)
  for (let i = 0; i < empty; i++) tokens.splice(rng.int(tokens.length + 1), 0, mask)
  return tokens
}

const [spanStart, spanInside] = [1, 2]

/** Poisson-distributed lengths whose sum is exactly the number of words to mask. */
function spanLengths(words: number, mean: number, rng: Random): number[] {
  const lengths: number[] = []
  for (let left = words; left > 0; ) {
    const length = Math.min(poisson(mean, rng), left)
    lengths.push(length)
    left -= length
  }
  return lengths
}

/** Knuth's algorithm: how many uniform numbers can be multiplied before the product falls below e^−mean. */
function poisson(mean: number, { next }: Random): number {
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = next(); product > limit; product *= next()) count++
  return count
}

/** Deletes each token with the same probability, but never all. */
export function deleteTokens(tokens: readonly number[], share: number, rng: Random): readonly number[] {
  const kept = tokens.filter(() => rng.next() >= share)
  return kept.length > 0 ? kept : tokens.slice(0, 1)
}

/** Rotates the text so that it begins at a random token. */
export function rotateDocument(tokens: readonly number[], rng: Random): readonly number[] {
  const start = rng.int(tokens.length)
  return [...tokens.slice(start), ...tokens.slice(0, start)]
}
