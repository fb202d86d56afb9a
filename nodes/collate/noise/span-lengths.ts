// Lengths of the corrupted spans of T5: https://arxiv.org/abs/1910.10683, section 3.1.4.

import type { Random } from '../../../core/random.ts'
import { shuffle } from '../../../core/random.ts'

export interface SpanCounts {
  /** Corrupted tokens. */
  readonly noise: number
  /** Corrupted spans. */
  readonly spans: number
  /** Tokens of the input: the remaining text, a sentinel for each span, the end token. */
  readonly input: number
  /** Tokens of the target: a sentinel for each span, the corrupted tokens, the end token. */
  readonly target: number
}

/** The number of tokens and spans when `length` tokens are corrupted: always the same, so that nothing needs padding. */
export function spanCounts(length: number, rate: number, span: number): SpanCounts {
  const noise = Math.min(Math.max(roundHalfEven(length * rate), 1), length - 1)
  const spans = Math.max(1, roundHalfEven(Math.min(noise, length - noise) / span))
  return { noise, spans, input: length - noise + spans + 1, target: noise + spans + 1 }
}

/** Lengths of alternating spans: kept, corrupted, kept, corrupted, … */
export function randomSpanLengths(length: number, { noise, spans }: SpanCounts, random: Random): number[] {
  const kept = randomPartition(length - noise, spans, random)
  const hidden = randomPartition(noise, spans, random)
  return kept.flatMap((run, i) => [run, hidden[i] as number])
}

/** A random partition of a number into this many positive summands, all partitions equally likely. */
function randomPartition(total: number, count: number, random: Random): number[] {
  const cuts = shuffle(
    Int32Array.from({ length: total - 1 }, (_, i) => i + 1),
    random,
  )
    .subarray(0, count - 1)
    .sort()
  return Array.from({ length: count }, (_, i) => (cuts[i] ?? total) - (cuts[i - 1] ?? 0))
}

/** Rounds half to even, as Python and T5's own code do. */
export function roundHalfEven(x: number): number {
  const low = Math.floor(x)
  if (x - low !== 0.5) return Math.round(x)
  return low % 2 === 0 ? low : low + 1
}
