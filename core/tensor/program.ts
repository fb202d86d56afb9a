import { upstream } from './differentiate.ts'
import { product } from './shape.ts'
import { alias, type Node, type Tensor } from './tensor.ts'

/** Named results over named parameters; everything they do not need is left out. */
export interface Program {
  readonly outputs: Readonly<Record<string, Tensor>>
  /** Parameters by name; those the outputs do not read are ignored. */
  readonly parameters: ReadonlyMap<string, Tensor>
}

/** The nodes a program runs, inputs first. */
export const nodes = (program: Program): Node[] =>
  upstream(Object.values(program.outputs)).filter(n => n.origin.kind !== 'op' || n.origin.type !== alias)

/** Floating point operations of the program's matrix products: 2·M·K·N each. */
export function flops(program: Program): number {
  return nodes(program).reduce((total, node) => total + product2(node), 0)
}

function product2(node: Node): number {
  if (node.origin.kind !== 'op') return 0
  const [a] = node.inputs
  const [y] = node.outputs
  if (!a || !y) return 0
  if (node.origin.type === 'MatMul') return 2 * product(y.shape) * a.dim(-1)
  if (node.origin.type === 'Gemm') return 2 * product(y.shape) * a.dim(node.origin.attrs.transA ? 0 : 1)
  return 0
}
