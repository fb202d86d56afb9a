import { relu } from '../tensor/ops/elementwise.ts'
import { gelu, geluTanh, silu } from '../tensor/ops/gelu.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** Activations by the names that Transformers' config.json uses. */
export const activations = { gelu, gelu_new: geluTanh, relu, silu, swish: silu } as const satisfies Record<
  string,
  (x: Tensor) => Tensor
>

export type Activation = keyof typeof activations
