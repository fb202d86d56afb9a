import { text } from '../text.ts'
import { bleuTokenizers } from './bleu-tokenizers.ts'
import { countItems, nGrams } from './counting.ts'
import type { Metric } from './metric.ts'

const nGramOrders = [1, 2, 3, 4] as const

interface Options {
  /** Default 13a. */
  readonly words?: keyof typeof bleuTokenizers
  readonly lowercase?: boolean
}

export interface Bleu {
  /** 0 to 100. */
  readonly score: number
  /** Percent of the runs of 1, 2, 3 and 4 words that a reference has too. */
  readonly precisions: readonly number[]
  /** Below 1 when too little was written. */
  readonly brevity: number
}

interface Tally {
  written: number
  wanted: number
  readonly right: number[]
  readonly all: number[]
}

/**
 * BLEU of translations against one or more references each (Papineni et al. 2002), equal to sacreBLEU:
 * counted over the whole corpus, orders without a match smoothed exponentially.
 */
export function bleu(
  written: readonly string[],
  references: readonly (readonly string[])[],
  options: Options = {},
): Bleu {
  const cut = (text: string) =>
    bleuTokenizers[options.words ?? '13a']((options.lowercase ? text.toLowerCase() : text).trimEnd())
  const tally: Tally = { written: 0, wanted: 0, right: [0, 0, 0, 0], all: [0, 0, 0, 0] }
  for (const [i, text] of written.entries()) add(tally, cut(text), (references[i] ?? []).map(cut))
  const brevity = brevityPenalty(tally)
  if (tally.right.every(right => right === 0)) return { score: 0, precisions: [0, 0, 0, 0], brevity }
  const precisions = smoothed(tally)
  // an order that the corpus is too short for makes the score 0
  const mean = precisions.reduce((sum, p) => sum + (p > 0 ? Math.log(p) : -9999999999), 0) / nGramOrders.length
  return { score: brevity * Math.exp(mean), precisions, brevity }
}

function add(tally: Tally, words: readonly string[], references: readonly (readonly string[])[]): void {
  tally.written += words.length
  tally.wanted += closestLength(
    words.length,
    references.map(reference => reference.length),
  )
  for (const [i, n] of nGramOrders.entries()) {
    const known = references.map(reference => countItems(nGrams(reference, n)))
    for (const [run, count] of countItems(nGrams(words, n))) {
      const allowed = Math.max(0, ...known.map(reference => reference.get(run) ?? 0))
      tally.all[i] = (tally.all[i] as number) + count
      tally.right[i] = (tally.right[i] as number) + Math.min(count, allowed)
    }
  }
}

/** The length nearest to that of the translation; of two, the shorter. */
const closestLength = (length: number, lengths: readonly number[]): number =>
  lengths.reduce((best, one) => {
    const [far, near] = [Math.abs(one - length), Math.abs(best - length)]
    return far < near || (far === near && one < best) ? one : best
  }, lengths[0] ?? 0)

function brevityPenalty({ written, wanted }: Tally): number {
  if (written >= wanted) return 1
  return written > 0 ? Math.exp(1 - wanted / written) : 0
}

/** The first order without a match counts as half a match, the next as a quarter, and so on. */
function smoothed({ right, all }: Tally): number[] {
  let half = 1
  return nGramOrders.map((_, i) => {
    const [matches, total] = [right[i] as number, all[i] as number]
    if (total === 0) return 0
    if (matches > 0) return (100 * matches) / total
    half *= 2
    return 100 / (half * total)
  })
}

export default {
  id: 'bleu',
  title: text('BLEU', 'BLEU'),
  unit: 'score',
  better: 'up',
  order: 130,
  from: {
    texts: (references, generated) =>
      bleu(
        generated,
        references.map(text => [text]),
      ).score,
  },
} satisfies Metric
