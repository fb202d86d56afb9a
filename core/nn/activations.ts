import { gelu, geluTanh, silu } from '../tensor/ops/activation-functions.ts'
import { relu, tanh } from '../tensor/ops/elementwise.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** x · σ(1.702x), the other approximation of the original paper. */
const geluQuick = (x: Tensor): Tensor => silu(x.mul(1.702)).mul(1 / 1.702)

/** relu(x)² (So et al. 2021). */
function reluSquared(x: Tensor): Tensor {
  const y = relu(x)
  return y.mul(y)
}

/** Activations by the names that Transformers' config.json uses; it has several for the same, computed in other ways. */
export const activations = {
  gelu,
  gelu_python: gelu,
  gelu_new: geluTanh,
  gelu_fast: geluTanh,
  gelu_accurate: geluTanh,
  gelu_pytorch_tanh: geluTanh,
  gelu_python_tanh: geluTanh,
  quick_gelu: geluQuick,
  relu,
  relu2: reluSquared,
  silu,
  swish: silu,
  tanh,
} as const satisfies Record<string, (x: Tensor) => Tensor>

export type ActivationName = keyof typeof activations
