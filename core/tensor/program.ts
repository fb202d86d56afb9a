import { upstreamNodes } from './differentiate.ts'
import { product } from './shape.ts'
import { aliasType, type Node, type Tensor } from './tensor.ts'

/** Named results over named parameters; everything they do not need is left out. */
export interface Program {
  readonly outputs: Readonly<Record<string, Tensor>>
  /** Parameters by name; those the outputs do not read are ignored. */
  readonly parameters: ReadonlyMap<string, Tensor>
}

/** The nodes a program runs, inputs first. A loop is one node. */
export const programNodes = (program: Program): Node[] => nodesOf(Object.values(program.outputs))

/** The nodes behind tensors. */
export const nodesOf = (results: readonly Tensor[]): Node[] =>
  upstreamNodes(results).filter(n => n.origin.kind !== 'op' || n.origin.type !== aliasType)

/** Floating point operations of the program's matrix products: 2·M·K·N each. */
export const flops = (program: Program): number => flopsOf(programNodes(program))

const flopsOf = (order: readonly Node[]): number => order.reduce((total, node) => total + matmulFlops(node), 0)

function matmulFlops({ origin, inputs: [a], outputs: [y] }: Node): number {
  if (origin.kind !== 'op' || !a || !y) return 0
  if (origin.loop) return origin.loop.length * flopsOf(nodesOf(origin.loop.outputs))
  if (origin.type === 'MatMul') return 2 * product(y.shape) * a.dim(-1)
  if (origin.type === 'Gemm') return 2 * product(y.shape) * a.dim(origin.attrs.transA ? 0 : 1)
  return 0
}
