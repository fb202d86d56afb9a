import { op, type Tensor } from '../tensor.ts'

interface ScatterOptions {
  readonly axis: number
  /** Adds to what is there, also where an index repeats; otherwise the value takes its place, and indices must differ. */
  readonly add?: boolean
}

/**
 * A copy of x with values at int32 indices along an axis, as ONNX ScatterElements: for axis 0 of matrices,
 * out[indices[i, j], j] = values[i, j]. Indices and values have one shape. Has no gradient: gradients are made of it.
 */
export const scatterElements = (x: Tensor, indices: Tensor, values: Tensor, { axis, add }: ScatterOptions): Tensor =>
  op('ScatterElements', [x, indices, values], x.shape, { attrs: add ? { axis, reduction: 'add' } : { axis } })
