import { expect, test } from 'vitest'
import type { PrecisionRecall } from '../../../core/metrics/precision-recall.ts'
import { rouge, rougeL, rougeLsum } from '../../../core/metrics/rouge.ts'
import { vectors } from './fixture.ts'

type Kind = 'rouge1' | 'rouge2' | 'rougeL' | 'rougeLsum'
type Pair = { readonly reference: string; readonly written: string } & Record<Kind, readonly number[]>

const flat = ({ precision, recall, f1 }: PrecisionRecall) => [precision, recall, f1]
const close = (got: PrecisionRecall, wanted: readonly number[]) => {
  for (const [i, value] of flat(got).entries()) expect(value).toBeCloseTo(wanted[i] as number, 10)
}

test.each(vectors<Pair[]>('rouge'))('“$written” against “$reference” as rouge-score has it', pair => {
  const { written, reference } = pair
  close(rouge(written, reference, 1), pair.rouge1)
  close(rouge(written, reference, 2), pair.rouge2)
  close(rougeL(written, reference), pair.rougeL)
  close(rougeLsum(written, reference), pair.rougeLsum)
})

test('the published numbers', () => {
  expect(flat(rouge('testing', 'testing one two', 1))).toEqual([1, 1 / 3, 1 / 2])
  expect(rouge('testing one', 'testing one two', 2).f1).toBeCloseTo(2 / 3)
  expect(rougeL('testing two', 'testing one two').f1).toBeCloseTo(4 / 5)
  const sum = rougeLsum('w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5', 'w1 w2 w3 w4 w5')
  for (const [i, wanted] of [0.4, 0.8, 0.5333].entries()) expect(flat(sum)[i]).toBeCloseTo(wanted, 4)
})
