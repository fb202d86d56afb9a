import uPlot from 'uplot'
import { expect, test } from 'vitest'
import { createChartData } from '../../../renderer/runs/chart-data.ts'

const curve = () => ({ x: [] as number[], y: [] as number[] })
const joined = (curves: readonly ReturnType<typeof curve>[]) => uPlot.join(curves.map(({ x, y }) => [[...x], [...y]]))

test('a chart that grows by a few points has the data of one that is drawn anew', () => {
  const [train, validation, other] = [curve(), curve(), curve()]
  const curves = [train, validation, other]
  const data = createChartData()
  for (let step = 1; step <= 300; step++) {
    train.x.push(step)
    train.y.push(5 / step)
    if (step % 10 === 0) {
      validation.x.push(step)
      validation.y.push(4 / step)
    }
    if (step % 3 === 0) {
      other.x.push(step / 2) // between places, and behind the end
      other.y.push(step === 30 ? Number.NaN : step)
    }
    expect(data.update(curves)).toBe(true)
    if (step % 50 === 0) expect(data.columns()).toEqual(joined(curves))
  }
})

test('new points are put into the columns that are there, and nothing is done without any', () => {
  const train = { x: [1, 2], y: [3, 2] }
  const data = createChartData()
  data.update([train])
  const before = data.columns()
  train.x.push(3)
  train.y.push(1)
  expect(data.update([train])).toBe(true)
  expect(data.columns()).toBe(before)
  expect(before).toEqual([
    [1, 2, 3],
    [3, 2, 1],
  ])
  expect(data.update([train])).toBe(false)
})

test('other curves are a chart of their own', () => {
  const data = createChartData()
  data.update([{ x: [1], y: [2] }])
  expect(data.update([{ x: [5], y: [6] }])).toBe(true)
  expect(data.columns()).toEqual([[5], [6]])
})

test('a run without a point empties the chart that showed another', () => {
  const data = createChartData()
  data.update([{ x: [1, 2], y: [3, 2] }])
  expect(data.update([])).toBe(true)
  expect(data.columns()).toEqual([[]])
})
