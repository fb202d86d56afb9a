import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { learningRateFactor } from '../../../core/train/schedules/learning-rate-factor.ts'

const file = join(import.meta.dirname, '../../fixtures/golden/schedules_w3_t10.json')
const theirs = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number[]>

test.each([
  ['linear', 'linear'],
  ['cosine', 'cosine'],
  ['constant', 'constant_with_warmup'],
] as const)('the %s schedule equals Transformers at every step', (shape, name) => {
  const ours = Array.from({ length: 11 }, (_, step) => learningRateFactor({ shape, warmup: 3, floor: 0 }, step, 10))
  for (const [step, value] of ours.entries()) expect(value).toBeCloseTo(theirs[name]?.[step] ?? Number.NaN, 8)
})

test('a warmup below 1 is a share of all steps, rounded up', () => {
  expect(learningRateFactor({ shape: 'constant', warmup: 0.25, floor: 0 }, 2, 10)).toBeCloseTo(2 / 3)
})

test('decay ends at the floor', () => {
  for (const shape of ['linear', 'cosine'] as const)
    expect(learningRateFactor({ shape, warmup: 0, floor: 0.1 }, 10, 10)).toBeCloseTo(0.1)
})
