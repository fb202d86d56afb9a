import { yieldToEventLoop } from '../../process/yield-to-event-loop.ts'
import type { Merge } from '../file/build-tokenizer-json.ts'
import type { WordCounts } from './count-words.ts'
import { rankedPairs } from './ranked-pairs.ts'

export interface BpeOptions {
  /** The initial alphabet, in the order that breaks ties; other characters are dropped. */
  readonly alphabet: readonly string[]
  /** Splits a word into symbols of the alphabet. */
  readonly start: (word: string) => readonly string[]
  /** The prefix of symbols inside a word (##), which is removed when symbols are merged. */
  readonly prefix: string
  /** Size of the vocabulary at most, the alphabet included. */
  readonly room: number
  /** Occurrences below which a pair is not merged. */
  readonly minimumFrequency: number
}

export interface TrainedBpe {
  readonly pieces: readonly string[]
  readonly merges: readonly Merge[]
}

/** The indices of two symbols as one number. */
const pairRadix = 2 ** 24

/**
 * Byte-pair encoding (Sennrich et al. 2016): merges the most frequent pair of adjacent symbols until the vocabulary is full. Among pairs
 * of equal frequency, the one with the earlier symbols wins, as in the tokenizers library, so that both train the same vocabulary.
 */
export async function trainBpe(counts: WordCounts, rules: BpeOptions, signal?: AbortSignal): Promise<TrainedBpe> {
  const pieces = [...rules.alphabet]
  const numbers = new Map(pieces.map((piece, number) => [piece, number]))
  const [words, weights] = startWords(counts, rules, numbers)
  const pairs = rankedPairs()
  const pause = yieldToEventLoop(signal)
  for (const [w, word] of words.entries()) {
    for (let i = 1; i < word.length; i++) pairs.change(pairOf(word, i), weights[w] as number, w)
    if (w % 256 === 0) await pause()
  }
  pairs.settle()
  const merges: Merge[] = []
  while (pieces.length < rules.room) {
    const best = pairs.best(Math.max(1, rules.minimumFrequency))
    if (!best) break
    const [left, right] = [Math.floor(best.pair / pairRadix), best.pair % pairRadix]
    const [a, b] = [pieces[left] as string, pieces[right] as string]
    const joined = a + (rules.prefix && b.startsWith(rules.prefix) ? b.slice(rules.prefix.length) : b)
    const number = numbers.get(joined) ?? pieces.push(joined) - 1
    numbers.set(joined, number)
    merges.push([a, b])
    for (const w of best.words) {
      const weight = weights[w] as number
      words[w] = mergePair(words[w] as readonly number[], { left, right, joined: number }, (a, b, by) =>
        pairs.change(a * pairRadix + b, by * weight, w),
      )
    }
    pairs.settle()
    await pause()
  }
  return { pieces, merges }
}

const pairOf = (word: readonly number[], i: number) => (word[i - 1] as number) * pairRadix + (word[i] as number)

function startWords(counts: WordCounts, { start }: BpeOptions, numbers: ReadonlyMap<string, number>) {
  const words: (readonly number[])[] = []
  const weights: number[] = []
  for (const [word, count] of counts) {
    const known = start(word).flatMap(piece => numbers.get(piece) ?? [])
    if (known.length < 2) continue
    words.push(known)
    weights.push(count)
  }
  return [words, weights] as const
}

/** A word with a pair merged, from left to right; reports which pairs disappear (−1) and which are new (1). */
function mergePair(
  word: readonly number[],
  { left, right, joined }: { readonly left: number; readonly right: number; readonly joined: number },
  change: (left: number, right: number, by: number) => void,
): readonly number[] {
  const result: number[] = []
  for (let i = 0; i < word.length; i++) {
    if (word[i] !== left || word[i + 1] !== right) {
      result.push(word[i] as number)
      continue
    }
    const [before, after] = [result.at(-1), word[i + 2]]
    change(left, right, -1)
    if (before !== undefined) {
      change(before, left, -1)
      change(before, joined, 1)
    }
    if (after !== undefined) {
      change(right, after, -1)
      change(joined, after, 1)
    }
    result.push(joined)
    i++
  }
  return result
}
