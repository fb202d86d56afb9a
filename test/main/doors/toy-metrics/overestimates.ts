import type { Metric } from '../../../../core/metrics/metric.ts'
import { text } from '../../../../core/text.ts'

/** Fraction of rows whose predicted number is above the right one. */
export default {
  id: 'overestimates',
  title: text('numbers above the right one', '高于真值的数字'),
  unit: 'fraction',
  better: 'down',
  from: {
    numbers: (truth, predicted) => truth.filter((number, i) => (predicted[i] as number) > number).length / truth.length,
  },
} satisfies Metric
