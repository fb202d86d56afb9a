import { expect, test } from 'vitest'
import { shuffledOrder } from '../../../core/train/batching/shuffled-order.ts'

const steps = (at: (step: number) => number[], count: number) => Array.from({ length: count }, (_, s) => at(s)).flat()

test('every epoch visits each example exactly once, in another order', () => {
  for (const [examples, batchSize] of [
    [12, 4],
    [10, 4],
    [7, 3],
    [1, 1],
    [3, 8],
  ] as const) {
    const visited = steps(shuffledOrder(examples, batchSize, 5), examples * 3)
    const epochs = Array.from({ length: batchSize * 3 }, (_, e) => visited.slice(e * examples, (e + 1) * examples))
    for (const epoch of epochs) expect([...epoch].sort((a, b) => a - b)).toEqual([...epoch.keys()])
    if (examples > 9) expect(epochs[0]).not.toEqual(epochs[1])
  }
})

test('a run that is resumed at any step reads what it would have read', () => {
  const whole = Array.from({ length: 50 }, (_, s) => s).map(shuffledOrder(33, 4, 9))
  for (const step of [49, 8, 9, 0, 31]) expect(shuffledOrder(33, 4, 9)(step)).toEqual(whole[step])
  const back = shuffledOrder(33, 4, 9)
  expect([40, 3, 40].map(back)).toEqual([whole[40], whole[3], whole[40]])
})

test('another seed is another order', () => {
  expect(steps(shuffledOrder(50, 5, 1), 10)).not.toEqual(steps(shuffledOrder(50, 5, 2), 10))
})
