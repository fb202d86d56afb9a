import { gather } from '../tensor/ops/gather.ts'
import { gemm } from '../tensor/ops/gemm.ts'
import { layerNorm as normalize, rmsNorm as scaleByRms } from '../tensor/ops/normalization.ts'
import { type Init, parameter, type Tensor, withCustomGradient } from '../tensor/tensor.ts'
import { type Layer, layer } from './module.ts'

/** N(0, std²), with the row of a padding token at 0. */
export const normalInit = (std: number, zeroRow?: number): Init =>
  zeroRow === undefined ? { kind: 'normal', std } : { kind: 'normal', std, zeroRow }
export const zerosInit: Init = { kind: 'constant', value: 0 }
export const onesInit: Init = { kind: 'constant', value: 1 }

/** A value that training leaves as it is: no gradient reaches what is behind it. */
export const stopGradient = (x: Tensor): Tensor => withCustomGradient(x, [], () => [])

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
  const offset = parameter([to], zerosInit)
  return layer({ weight, bias: offset }, (x: Tensor) => gemm(x, weight, { b }, offset))
}

export interface Embedding extends Layer<(ids: Tensor, paddingIdx?: number) => Tensor> {
  readonly weight: Tensor
  /** The table as an output layer (a tied head): rows [N, width] → scores [N, count], plus an optional bias [count]. */
  readonly project: (x: Tensor, bias?: Tensor) => Tensor
}

/** Rows of a table by id: int32 [...] → [..., width]; the row `paddingIdx` gets no gradient. */
export function embedding(count: number, width: number, init: Init): Embedding {
  const weight = parameter([count, width], init)
  return Object.assign(
    layer({ weight }, (ids: Tensor, paddingIdx?: number) => gather(weight, ids, paddingIdx)),
    { weight, project: (x: Tensor, bias?: Tensor) => gemm(x, weight, { b: true }, bias) },
  )
}

/** A table read backwards, with an offset for each of its rows: [N, width] → [N, count]. */
export function tiedProjection(table: Embedding): Layer {
  const bias = parameter([table.weight.dim(0)], zerosInit)
  return layer({ bias }, (x: Tensor) => table.project(x, bias))
}

export function layerNorm(width: number, epsilon: number, { bias: shifts = true } = {}): Layer {
  const weight = parameter([width], onesInit)
  if (!shifts) return layer({ weight }, (x: Tensor) => normalize(x, weight, undefined, epsilon))
  const bias = parameter([width], zerosInit)
  return layer({ weight, bias }, (x: Tensor) => normalize(x, weight, bias, epsilon))
}

export function rmsNorm(width: number, epsilon: number): Layer {
  const weight = parameter([width], onesInit)
  return layer({ weight }, (x: Tensor) => scaleByRms(x, weight, epsilon))
}
