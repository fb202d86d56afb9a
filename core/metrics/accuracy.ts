import { text } from '../text.ts'
import type { Metric } from './metric.ts'
import { ratio } from './precision-recall.ts'

/** Share of the guesses that are right, 0 to 1. Places with weight 0 do not count: padding, and tokens without a question. */
export function accuracy<T>(truth: ArrayLike<T>, guesses: ArrayLike<T>, weights?: ArrayLike<number>): number {
  let [right, all] = [0, 0]
  for (let i = 0; i < truth.length; i++) {
    if (weights?.[i] === 0) continue
    all++
    if (truth[i] === guesses[i]) right++
  }
  return ratio(right, all)
}

export default {
  id: 'accuracy',
  title: text('accuracy', '准确率'),
  unit: 'fraction',
  better: 'up',
  order: 40,
  from: {
    tokens: accuracy,
    classes: accuracy,
    flags: accuracy,
    tags: (truth, predicted) => accuracy(truth.flat(), predicted.flat()),
  },
} satisfies Metric
