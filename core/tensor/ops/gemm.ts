import { op, type Tensor } from '../tensor.ts'

interface Transposed {
  readonly a?: boolean
  readonly b?: boolean
}

/** Matrix product of two matrices, either read transposed, plus an optional bias along rows: [M, K] · [K, N] + [N] → [M, N]. */
export function gemm(a: Tensor, b: Tensor, transposed: Transposed = {}, bias?: Tensor): Tensor {
  const [M, K] = transposed.a ? [a.dim(1), a.dim(0)] : [a.dim(0), a.dim(1)]
  const [inner, N] = transposed.b ? [b.dim(1), b.dim(0)] : [b.dim(0), b.dim(1)]
  if (K !== inner) throw new Error(`gemm: inner sizes differ: [${a.shape}] and [${b.shape}]`)
  const attrs = { ...(transposed.a ? { transA: 1 } : {}), ...(transposed.b ? { transB: 1 } : {}) }
  return op('Gemm', bias ? [a, b, bias] : [a, b], [M, N], {
    attrs,
    gradient: ([g]) => {
      const gy = g as Tensor
      const ga = transposed.a ? gemm(b, gy, { a: transposed.b === true, b: true }) : gemm(gy, b, { b: !transposed.b })
      const gb = transposed.b ? gemm(gy, a, { a: true, b: transposed.a === true }) : gemm(a, gy, { a: !transposed.a })
      return bias ? [ga, gb, gy.sum([0])] : [ga, gb]
    },
  })
}
