import { text } from '../text.ts'
import { accuracy } from './accuracy.ts'
import type { Metric } from './metric.ts'
import { type PrecisionRecall, precisionRecall } from './precision-recall.ts'

export interface ClassF1<T> {
  /** Mean over the classes, rare ones weighing as much as common ones. */
  readonly macro: number
  /** Over all guesses at once: where each text has one class, the same as accuracy. */
  readonly micro: number
  readonly classes: ReadonlyMap<T, PrecisionRecall>
}

/** F1 of texts that belong to one class each, over all classes that are true or guessed. */
export function classF1<T>(truth: readonly T[], guesses: readonly T[]): ClassF1<T> {
  const classes = new Map(
    [...new Set([...truth, ...guesses])].map(one => {
      const right = truth.filter((label, i) => label === one && guesses[i] === one).length
      const count = (labels: readonly T[]) => labels.filter(label => label === one).length
      return [one, precisionRecall(right, count(guesses), count(truth))] as const
    }),
  )
  const sum = [...classes.values()].reduce((total, { f1 }) => total + f1, 0)
  return { macro: classes.size > 0 ? sum / classes.size : 0, micro: accuracy(truth, guesses), classes }
}

export default {
  id: 'macro-f1',
  title: text('macro F1', '宏平均 F1'),
  unit: 'fraction',
  better: 'up',
  order: 50,
  from: { classes: (truth, predicted) => classF1(truth, predicted).macro },
} satisfies Metric
