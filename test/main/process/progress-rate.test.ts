import { expect, test } from 'vitest'
import { progressRate } from '../../../main/process/progress-rate.ts'

test('the time left is told after a second, by the average rate since the beginning', () => {
  let now = 5000
  const pace = progressRate(() => now)
  expect(pace(100, 1100)).toEqual({})
  now += 900
  expect(pace(200, 1100)).toEqual({})
  now += 1100
  expect(pace(300, 1100)).toEqual({ perSecond: 100, secondsLeft: 8 })
  now += 6000
  expect(pace(1100, 1100)).toEqual({ perSecond: 125, secondsLeft: 0 })
  expect(pace(1100, 1000)).toEqual({ perSecond: 125, secondsLeft: 0 })
})

test('work that does not move has no rate', () => {
  let now = 0
  const pace = progressRate(() => now)
  pace(10, 100)
  now = 60_000
  expect(pace(10, 100)).toEqual({})
})
