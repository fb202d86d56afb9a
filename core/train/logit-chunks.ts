import { less, where } from '../tensor/ops/elementwise.ts'
import { gather } from '../tensor/ops/gather.ts'
import { constant, scalar, type Tensor } from '../tensor/tensor.ts'
import type { Model, SupervisedRows } from './model.ts'

export interface ChunkLimits {
  /** Scores that are alive at once. */
  readonly scores: number
  /** Rows of a chunk, at least. */
  readonly rows: number
}

/** 32 MiB of scores; with fewer rows, going through all of the output layer costs more than the products (docs/decisions/head.md). */
const defaultLimits: ChunkLimits = { scores: 1 << 23, rows: 512 }

/** The supervised rows in even chunks, so that the scores [rows, V] of one stay small; all in one where they are small anyway. */
export function chunkRows(
  { network, needsWholeBatch: atOnce }: Model,
  rows: SupervisedRows,
  limits = defaultLimits,
): SupervisedRows[] {
  const { hidden, labels, weights } = rows
  const N = hidden.dim(0)
  const scores = network.logits(hidden)
  const fits = Math.max(limits.rows, Math.floor(limits.scores / scores.dim(-1)))
  if (atOnce || N <= fits || scores.dim(0) !== N) return [rows]
  const length = Math.ceil(N / Math.ceil(N / fits))
  return Array.from({ length: Math.ceil(N / length) }, (_, i) => {
    const [from, to] = [i * length, Math.min(N, (i + 1) * length)]
    const cut = (x: Tensor) => x.slice(0, from, to)
    return { hidden: cut(hidden), labels: sliceIntegers(labels, from, to), weights: cut(weights) }
  })
}

/** Those from … to (not included) of int32 numbers [N], looked up: WebGPU cannot slice them. */
function sliceIntegers(x: Tensor, from: number, to: number): Tensor {
  const places = constant(
    Array.from({ length: to - from }, (_, i) => from + i),
    [to - from],
    'int32',
  )
  return gather(x.reshape(x.size, 1), places).reshape(places.size)
}

/**
 * x itself, once the others are computed. ONNX Runtime orders operations by data alone and would else keep the scores of all
 * chunks until the end, so x gets an addend that needs the others and is 0 whatever they are: y < y never holds.
 */
export function computeAfter(x: Tensor, others: readonly Tensor[]): Tensor {
  if (others.length === 0) return x
  const one = others.map(y => y.flat.slice(0, 0, 1)).reduce((a, b) => a.add(b))
  return x.add(where(less(one, one), one, scalar(0, x.dtype)))
}
