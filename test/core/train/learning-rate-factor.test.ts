import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { learningRateOf } from '../../../core/train/learning-rate.ts'
import { blocks } from '../../../nodes/index.ts'

/** At a step (0 is the first) of ten, as a share of the peak. */
const factorAt = (shape: string, warmup: number, floor: number, step: number) =>
  learningRateOf({ learningRate: 1, schedule: { shape, warmup, floor } }, 10, blocks)(step + 1)

const file = join(import.meta.dirname, '../../fixtures/golden/schedules_w3_t10.json')
const theirs = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number[]>

test.each([
  ['linear', 'linear'],
  ['cosine', 'cosine'],
  ['constant', 'constant_with_warmup'],
] as const)('the %s schedule equals Transformers at every step', (shape, name) => {
  const ours = Array.from({ length: 11 }, (_, step) => factorAt(shape, 3, 0, step))
  for (const [step, value] of ours.entries()) expect(value).toBeCloseTo(theirs[name]?.[step] ?? Number.NaN, 8)
})

test('a warmup below 1 is a share of all steps, rounded up', () => {
  expect(factorAt('constant', 0.25, 0, 2)).toBeCloseTo(2 / 3)
})

test('without decay the rate stays at its peak, to the last bit, whatever the floor', () => {
  for (const floor of [0, 0.1, 0.3, 0.7]) expect(factorAt('constant', 0, floor, 5)).toBe(1)
})

test('decay ends at the floor', () => {
  for (const shape of ['linear', 'cosine'] as const) expect(factorAt(shape, 0, 0.1, 10)).toBeCloseTo(0.1)
})
