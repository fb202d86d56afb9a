import { describe, expect, test } from 'vitest'
import { differentiate } from '../../../core/tensor/differentiate.ts'
import type { OpType } from '../../../core/tensor/op-type.ts'
import { nodesOf } from '../../../core/tensor/program.ts'
import { input, type Tensor } from '../../../core/tensor/tensor.ts'
import { compiled } from './evaluate.ts'
import { gradientError, maxGradientError } from './finite-differences.ts'
import { opSamples, type Sample } from './op-samples.ts'

const precision = ({ single }: Sample) => (single ? 'float32' : 'float64')

describe.each(Object.entries(opSamples))('%s', (type, sample) => {
  const dtype = precision(sample)
  const inputs = sample.inputs.map(([shape], i) => input(`x${i}`, shape, dtype))
  const y = sample.of(...inputs)

  test('the sample uses it', () => {
    const reachable = [y, ...y.node.inputs].flatMap(x => [x.node, ...nodesOf([x])])
    expect(reachable.map(({ origin }) => origin.kind === 'op' && origin.type)).toContain(type)
  })

  test('its value is what it is by hand', async () => {
    const run = await compiled({ y })
    const got = await run(Object.fromEntries(sample.inputs.map(([, values], i) => [`x${i}`, values])))
    expect(got.y).toHaveLength(sample.value.length)
    for (const [i, want] of sample.value.entries()) expect(got.y?.[i]).toBeCloseTo(want, sample.single ? 5 : 8)
  })

  test(sample.gradient === false ? 'it has no gradient, and says so' : 'its gradient is its slope', async () => {
    if (sample.gradient === false)
      expect(() => differentiate(y.sum().reshape(), inputs.slice(0, 1))).toThrow(`${type} has no gradient`)
    else expect(await gradientError(sample.of, sample.inputs, dtype)).toBeLessThan(maxGradientError(dtype))
  })
})

test('an operator without a sample does not compile', () => {
  // @ts-expect-error: CeilOfRoot is an operator without a sample
  const incomplete: Record<OpType | 'CeilOfRoot', Sample> = opSamples
  expect(incomplete).not.toHaveProperty('CeilOfRoot')
})

test('a new operator with its sample compiles, and is checked like the others', async () => {
  const cube = (x: Tensor) => x.mul(x).mul(x)
  const complete: Record<OpType | 'Cube', Sample> = {
    ...opSamples,
    Cube: { inputs: [[[1], [2]]], of: cube, value: [8] },
  }
  expect(await gradientError(complete.Cube.of, complete.Cube.inputs, 'float64')).toBeLessThan(1e-8)
})
