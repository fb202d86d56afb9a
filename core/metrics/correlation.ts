import { text } from '../text.ts'
import type { Metric } from './metric.ts'

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

/** Pearson's correlation of two lists of the same length, −1 to 1; 0 where one of them never changes. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const [middleA, middleB] = [mean(a), mean(b)]
  const products = (f: (i: number) => number) => a.reduce((sum, _, i) => sum + f(i), 0)
  const from = (values: readonly number[], middle: number) => (i: number) => (values[i] as number) - middle
  const [da, db] = [from(a, middleA), from(b, middleB)]
  const spread = Math.sqrt(products(i => da(i) ** 2) * products(i => db(i) ** 2))
  return spread > 0 ? products(i => da(i) * db(i)) / spread : 0
}

export default {
  id: 'correlation',
  title: text('correlation', '相关系数'),
  unit: 'fraction',
  better: 'up',
  order: 60,
  from: { numbers: correlation },
} satisfies Metric
