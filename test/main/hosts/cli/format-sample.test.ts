import { expect, test } from 'vitest'
import { formatPrediction } from '../../../../main/hosts/cli/format-sample.ts'

const spotted = { task: 'spot', input: 'The whale swims.', output: 'The whale swims.' } as const

test('what a model points at gets a line each, with the characters where it stands', () => {
  const spans = [{ from: 4, to: 9, text: 'whale', probability: 0.75 }]
  expect(formatPrediction({ ...spotted, spans })).toBe('    4–9\twhale\t75 %')
})

test('where it points at nothing, its text is shown instead of nothing', () => {
  expect(formatPrediction({ ...spotted, spans: [] })).toBe('    The whale swims.')
})
