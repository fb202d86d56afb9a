import { text } from '../text.ts'
import { countItems, nGrams, overlap, splitWhitespace, totalCount } from './counting.ts'
import type { Metric } from './metric.ts'

interface Options {
  /** Longest runs of characters. Default 6. */
  readonly characters?: number
  /** Longest runs of words: 0 is chrF, 2 is chrF++. Default 0. */
  readonly words?: number
  /** How many times recall counts as much as precision. Default 2. */
  readonly beta?: number
}

/** Runs that were written, runs of the reference, and runs in both; one entry per length of run. */
type Tally = readonly { readonly written: number; readonly wanted: number; readonly right: number }[]

/** chrF of translations against one or more references each, 0 to 100 (Popović 2015), equal to sacreBLEU. */
export function chrf(
  written: readonly string[],
  references: readonly (readonly string[])[],
  { characters = 6, words = 0, beta = 2 }: Options = {},
): number {
  const runs = (text: string) => nGramCounts(text, characters, words)
  const best = written.map((text, i) => {
    const mine = runs(text)
    const tallies = (references[i] ?? []).map(reference => tally(mine, runs(reference)))
    return tallies.reduce<Tally | undefined>(
      (top, one) => (top && fScore(top, beta) >= fScore(one, beta) ? top : one),
      undefined,
    )
  })
  const sum = best.reduce<Tally | undefined>(
    (total, one) => (total && one ? addTallies(total, one) : (total ?? one)),
    undefined,
  )
  return sum ? fScore(sum, beta) : 0
}

type NGramCounts = readonly ReadonlyMap<string, number>[]

function nGramCounts(text: string, characters: number, words: number): NGramCounts {
  const letters = [...text.replace(/\s+/g, '')]
  const parts = splitWhitespace(text).flatMap(separatePunctuation)
  const upTo = (n: number, of: readonly string[], joint: string) =>
    Array.from({ length: n }, (_, i) => countItems(nGrams(of, i + 1, joint)))
  return [...upTo(characters, letters, ''), ...upTo(words, parts, ' ')]
}

const punctuation = /[!-/:-@[-`{-~]/

/** A word without the mark at its end or, when there is none, at its start. */
function separatePunctuation(word: string): string[] {
  const letters = [...word]
  if (letters.length === 1) return [word]
  if (punctuation.test(letters.at(-1) ?? '')) return [letters.slice(0, -1).join(''), letters.at(-1) ?? '']
  return punctuation.test(letters[0] ?? '') ? [letters[0] ?? '', letters.slice(1).join('')] : [word]
}

const tally = (mine: NGramCounts, theirs: NGramCounts): Tally =>
  mine.map((runs, i) => {
    const reference = theirs[i] ?? new Map<string, number>()
    const wanted = totalCount(reference)
    // runs longer than the reference are no mistake
    return { written: wanted > 0 ? totalCount(runs) : 0, wanted, right: overlap(runs, reference) }
  })

const addTallies = (a: Tally, b: Tally): Tally =>
  a.map((x, i) => {
    const y = b[i] ?? { written: 0, wanted: 0, right: 0 }
    return { written: x.written + y.written, wanted: x.wanted + y.wanted, right: x.right + y.right }
  })

/** From precision and recall averaged over the lengths that both sides have. */
function fScore(all: Tally, beta: number): number {
  const both = all.filter(({ written, wanted }) => written > 0 && wanted > 0)
  const mean = (of: (t: Tally[number]) => number) =>
    both.length > 0 ? both.reduce((sum, t) => sum + of(t), 0) / both.length : 0
  const [precision, recall] = [mean(t => t.right / t.written), mean(t => t.right / t.wanted)]
  if (precision + recall === 0) return 0
  const factor = beta ** 2
  return (100 * (1 + factor) * precision * recall) / (factor * precision + recall)
}

export default {
  id: 'chrf',
  title: text('chrF', 'chrF'),
  unit: 'score',
  better: 'up',
  order: 140,
  from: {
    texts: (references, generated) =>
      chrf(
        generated,
        references.map(text => [text]),
      ),
  },
} satisfies Metric
