import { expect, test } from 'vitest'
import { differentiate } from '../../../core/tensor/differentiate.ts'
import { substitute } from '../../../core/tensor/substitute.ts'
import { input } from '../../../core/tensor/tensor.ts'
import { compiled } from './evaluate.ts'

test('every place that reads a tensor reads the other instead; the other may be made of it', async () => {
  const [x, w] = [input('x', [2]), input('w', [2])]
  const y = x.mul(w).add(w).sum()
  const [g] = differentiate(y, [w])
  if (!g) throw new Error('no gradient')
  const run = await compiled(substitute({ y, g, same: w }, new Map([[w, w.mul(10)]])))
  expect(await run({ x: [1, 2], w: [3, 4] })).toEqual({ y: [180], g: [2, 3], same: [30, 40] })
})

test('what does not depend on it stays the same tensor', () => {
  const [x, w] = [input('x', [2]), input('w', [2])]
  const y = x.add(1)
  expect(substitute({ y }, new Map([[w, x]])).y).toBe(y)
})
