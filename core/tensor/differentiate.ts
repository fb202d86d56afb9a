import { same } from './shape.ts'
import { fill, type Node, scalar, type Tensor } from './tensor.ts'

/**
 * Gradients of a scalar loss with respect to tensors, by reverse accumulation over the nodes between them.
 * Gradients that meet are added; a gradient that broadcasting made larger is summed back to its tensor's shape.
 * A tensor the loss does not depend on gets zeros. Iterative: unrolled recurrent networks are deep.
 */
export function differentiate(loss: Tensor, wrt: readonly Tensor[]): Tensor[] {
  if (loss.size !== 1) throw new Error(`differentiate: the loss must be one number, got [${loss.shape}]`)
  const nodes = between(loss, new Set(wrt.map(t => t.node)))
  const grads = new Map<Tensor, Tensor>([[loss, scalar(1, loss.dtype).reshape(...loss.shape)]])
  for (const node of nodes) {
    if (node.origin.kind !== 'op' || !node.outputs.some(y => grads.has(y))) continue
    const { gradient, inputs, type } = node.origin
    if (!gradient) throw new Error(`differentiate: ${type} has no gradient`)
    const given = gradient(
      node.outputs.map(y => grads.get(y)),
      node.outputs,
    )
    inputs.forEach((x, i) => {
      const g = given[i]
      if (!g || !nodes.has(x.node)) return
      const fitted = summedTo(g, x)
      const sofar = grads.get(x)
      grads.set(x, sofar ? sofar.add(fitted) : fitted)
    })
  }
  return wrt.map(t => grads.get(t) ?? fill(0, t.shape, t.dtype))
}

/** Nodes on a path from the targets to the loss, latest first. */
function between(loss: Tensor, targets: ReadonlySet<Node>): Set<Node> {
  const reachable = upstream([loss])
  const useful = new Set<Node>()
  for (const node of reachable) if (targets.has(node) || node.inputs.some(x => useful.has(x.node))) useful.add(node)
  return new Set([...useful].reverse())
}

/** Every node the tensors depend on, in an order in which inputs come first. */
export function upstream(tensors: readonly Tensor[]): Node[] {
  const seen = new Set<Node>(tensors.map(t => t.node))
  for (const node of seen) for (const x of node.inputs) seen.add(x.node) // a Set's iteration also visits what is added to it
  return [...seen].sort((a, b) => a.id - b.id)
}

function summedTo(g: Tensor, x: Tensor): Tensor {
  if (same(g.shape, x.shape)) return g
  const lead = g.rank - x.rank
  const axes = g.shape.flatMap((d, i) => (i < lead || (x.shape[i - lead] === 1 && d !== 1) ? [i] : []))
  return g.sum(axes).reshape(...x.shape)
}
