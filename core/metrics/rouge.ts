import { text } from '../text.ts'
import { countItems, nGrams, overlap } from './counting.ts'
import type { Metric } from './metric.ts'
import { type PrecisionRecall, precisionRecall, ratio } from './precision-recall.ts'

/** Small letters and digits of the Latin script, as the original counts them. */
const rougeWords = (text: string) => text.toLowerCase().match(/[a-z0-9]+/g) ?? []

/** Runs of n words that a summary shares with its reference (Lin 2004), equal to rouge-score without stemming. */
export function rouge(written: string, reference: string, n: number): PrecisionRecall {
  const [mine, theirs] = [nGrams(rougeWords(written), n), nGrams(rougeWords(reference), n)]
  return precisionRecall(overlap(countItems(mine), countItems(theirs)), mine.length, theirs.length)
}

/** ROUGE-L: the longest sequence of words, not necessarily neighbours, that both have in the same order. */
export function rougeL(written: string, reference: string): PrecisionRecall {
  const [mine, theirs] = [rougeWords(written), rougeWords(reference)]
  return precisionRecall(longestCommonSubsequence(theirs, mine).length, mine.length, theirs.length)
}

/** ROUGE-Lsum: for each line of the reference, the words that it shares in order with any line of the summary. */
export function rougeLsum(written: string, reference: string): PrecisionRecall {
  const lines = (text: string) => text.split('\n').map(rougeWords)
  const [mine, theirs] = [lines(written), lines(reference)]
  const [leftOfMine, leftOfTheirs] = [countItems(mine.flat()), countItems(theirs.flat())]
  let right = 0
  for (const line of theirs) {
    const places = new Set(mine.flatMap(own => longestCommonSubsequence(line, own)))
    for (const place of [...places].sort((a, b) => a - b)) {
      const word = line[place] as string
      const [own, wanted] = [leftOfMine.get(word) ?? 0, leftOfTheirs.get(word) ?? 0]
      if (own === 0 || wanted === 0) continue
      right++
      leftOfMine.set(word, own - 1) // no word counts twice
      leftOfTheirs.set(word, wanted - 1)
    }
  }
  return precisionRecall(right, mine.flat().length, theirs.flat().length)
}

/** Places in `a` of a longest sequence that `b` has too; of several, the one that the original finds. */
function longestCommonSubsequence(a: readonly string[], b: readonly string[]): number[] {
  const width = b.length + 1
  const table = new Uint32Array((a.length + 1) * width)
  const at = (i: number, j: number) => table[i * width + j] as number
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++)
      table[i * width + j] = a[i - 1] === b[j - 1] ? at(i - 1, j - 1) + 1 : Math.max(at(i - 1, j), at(i, j - 1))
  const places: number[] = []
  let [i, j] = [a.length, b.length]
  while (i > 0 && j > 0)
    if (a[i - 1] === b[j - 1]) {
      places.unshift(i - 1)
      i--
      j--
    } else if (at(i, j - 1) > at(i - 1, j)) j--
    else i--
  return places
}

/** Mean F1 over the texts; undefined where no reference has a word: ROUGE counts words of Latin letters only. */
const meanF1 =
  (of: (generated: string, reference: string) => PrecisionRecall) =>
  (references: readonly string[], generated: readonly string[]): number | undefined =>
    references.some(text => /[a-z0-9]/i.test(text))
      ? ratio(
          references.reduce((sum, reference, i) => sum + of(generated[i] ?? '', reference).f1, 0),
          references.length,
        )
      : undefined

export default [
  {
    id: 'rouge-1',
    title: text('ROUGE-1', 'ROUGE-1'),
    unit: 'fraction',
    better: 'up',
    order: 150,
    from: { texts: meanF1((generated, reference) => rouge(generated, reference, 1)) },
  },
  {
    id: 'rouge-2',
    title: text('ROUGE-2', 'ROUGE-2'),
    unit: 'fraction',
    better: 'up',
    order: 160,
    from: { texts: meanF1((generated, reference) => rouge(generated, reference, 2)) },
  },
  {
    id: 'rouge-l',
    title: text('ROUGE-L', 'ROUGE-L'),
    unit: 'fraction',
    better: 'up',
    order: 170,
    from: { texts: meanF1(rougeL) },
  },
] satisfies readonly Metric[]
