import { expect, test } from 'vitest'
import { type ActivationName, activations } from '../../../core/nn/activations.ts'
import { differentiate } from '../../../core/tensor/differentiate.ts'
import { input } from '../../../core/tensor/tensor.ts'
import { compiled } from '../tensor/evaluate.ts'

const at = [-3, -1, -0.25, 0.5, 2]

const exact = [
  [-0.00405, -0.158655, -0.100323, 0.345731, 1.9545],
  [-0.011946, -0.083315, 0.304627, 0.867495, 1.085232],
]
const approximate = [
  [-0.003637, -0.158808, -0.100325, 0.345714, 1.954598],
  [-0.011584, -0.082964, 0.304646, 0.86737, 1.086099],
]
const swish = [
  [-0.142278, -0.268941, -0.109456, 0.31123, 1.761594],
  [-0.088104, 0.072329, 0.37629, 0.739961, 1.090784],
]

/** Values and slopes there, by ACT2FN of Transformers 5.24. */
const theirs: Readonly<Record<ActivationName, readonly (readonly number[])[]>> = {
  gelu: exact,
  gelu_python: exact,
  gelu_new: approximate,
  gelu_fast: approximate,
  gelu_accurate: approximate,
  gelu_pytorch_tanh: approximate,
  gelu_python_tanh: approximate,
  quick_gelu: [
    [-0.018071, -0.154204, -0.0988, 0.350388, 1.935659],
    [-0.024548, -0.06778, 0.2935, 0.879222, 1.073815],
  ],
  relu: [
    [0, 0, 0, 0.5, 2],
    [0, 0, 0, 1, 1],
  ],
  relu2: [
    [0, 0, 0, 0.25, 4],
    [0, 0, 0, 1, 4],
  ],
  silu: swish,
  swish,
  tanh: [
    [-0.995055, -0.761594, -0.244919, 0.462117, 0.964028],
    [0.009866, 0.419974, 0.940015, 0.786448, 0.070651],
  ],
}

test.each(Object.entries(theirs))('%s has the values and slopes that Transformers gives', async (name, expected) => {
  const x = input('x', [at.length])
  const y = activations[name as ActivationName](x)
  const [slope] = differentiate(y.sum(), [x])
  if (!slope) throw new Error(`${name} has no slope`)
  const found = await (await compiled({ y, slope }))({ x: at })
  for (const [i, key] of ['y', 'slope'].entries())
    for (const [k, value] of (expected[i] ?? []).entries()) expect(found[key]?.[k]).toBeCloseTo(value, 4)
})
