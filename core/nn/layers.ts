import { gather } from '../tensor/ops/gather.ts'
import { gemm } from '../tensor/ops/linear.ts'
import { layerNorm as normalize, rmsNorm as scaleByRms } from '../tensor/ops/normalize.ts'
import { type Init, parameter, type Tensor } from '../tensor/tensor.ts'
import { type Layer, layer } from './module.ts'

export const normal = (std: number): Init => ({ kind: 'normal', std })
export const zeros: Init = { kind: 'constant', value: 0 }
export const ones: Init = { kind: 'constant', value: 1 }

interface LinearOptions {
  readonly init: Init
  /** Default true. */
  readonly bias?: boolean
  /** GPT-2's Conv1D keeps its weight as [in, out]; everything else as [out, in]. */
  readonly layout?: 'out-in' | 'in-out'
}

/** y = x · Wᵀ + b on rows [N, in] → [N, out]. */
export function linear(from: number, to: number, { init, bias = true, layout = 'out-in' }: LinearOptions): Layer {
  const b = layout === 'out-in'
  const weight = parameter(b ? [to, from] : [from, to], init)
  if (!bias) return layer({ weight }, (x: Tensor) => gemm(x, weight, { b }))
  const offset = parameter([to], zeros)
  return layer({ weight, bias: offset }, (x: Tensor) => gemm(x, weight, { b }, offset))
}

/** Rows of a table by id: int32 [...] → [..., width]. */
export function embedding(count: number, width: number, init: Init): Layer & { readonly weight: Tensor } {
  const weight = parameter([count, width], init)
  return Object.assign(
    layer({ weight }, (ids: Tensor) => gather(weight, ids)),
    { weight },
  )
}

export function layerNorm(width: number, epsilon: number): Layer {
  const weight = parameter([width], ones)
  const bias = parameter([width], zeros)
  return layer({ weight, bias }, (x: Tensor) => normalize(x, weight, bias, epsilon))
}

export function rmsNorm(width: number, epsilon: number): Layer {
  const weight = parameter([width], ones)
  return layer({ weight }, (x: Tensor) => scaleByRms(x, weight, epsilon))
}
