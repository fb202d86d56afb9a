import { sameShape } from './shape.ts'
import { fill, type Node, scalar, type Tensor } from './tensor.ts'

/**
 * Gradients of a scalar loss with respect to tensors, by reverse accumulation over the nodes between them.
 * Gradients that meet are added; a gradient that broadcasting made larger is summed back to its tensor's shape.
 * A tensor the loss does not depend on gets zeros. Iterative: unrolled recurrent networks are deep.
 */
export function differentiate(loss: Tensor, wrt: readonly Tensor[]): Tensor[] {
  if (loss.size !== 1) throw new Error(`differentiate: the loss must be one number, got [${loss.shape}]`)
  const found = backpropagate(new Map([[loss, scalar(1, loss.dtype).reshape(...loss.shape)]]), wrt)
  return wrt.map((t, i) => found[i] ?? fill(0, t.shape, t.dtype))
}

/**
 * Carries gradients of some tensors back to others, through the nodes given (inputs first; default: all there are).
 * Undefined for those on which none of the tensors depends.
 */
export function backpropagate(
  given: ReadonlyMap<Tensor, Tensor>,
  wrt: readonly Tensor[],
  through: readonly Node[] = upstreamNodes([...given.keys()]),
): (Tensor | undefined)[] {
  const useful = new Set<Node>(wrt.map(t => t.node))
  const path = through.filter(node => {
    const between = node.inputs.some(x => useful.has(x.node))
    if (between) useful.add(node)
    return between
  })
  const grads = new Map(given)
  for (const node of path.reverse()) {
    if (node.origin.kind !== 'op' || !node.outputs.some(y => grads.has(y))) continue
    const { gradient, inputs, type } = node.origin
    if (!gradient) throw new Error(`differentiate: ${type} has no gradient`)
    const wanted = inputs.map(x => useful.has(x.node))
    const found = gradient(
      node.outputs.map(y => grads.get(y)),
      node.outputs,
      wanted,
    )
    inputs.forEach((x, i) => {
      const g = found[i]
      if (!g || !wanted[i]) return
      const fitted = sumToShape(g, x)
      const sofar = grads.get(x)
      grads.set(x, sofar ? sofar.add(fitted) : fitted)
    })
  }
  return wrt.map(t => grads.get(t))
}

/** Every node the tensors depend on, in an order in which inputs come first; nothing behind the tensors at which to stop. */
export function upstreamNodes(tensors: readonly Tensor[], stop: (x: Tensor) => boolean = () => false): Node[] {
  const seen = new Set<Node>(tensors.filter(t => !stop(t)).map(t => t.node))
  for (const node of seen) for (const x of node.inputs) if (!stop(x)) seen.add(x.node) // a Set's iteration also visits what is added to it
  return [...seen].sort((a, b) => a.id - b.id)
}

function sumToShape(g: Tensor, x: Tensor): Tensor {
  if (sameShape(g.shape, x.shape)) return g
  const lead = g.rank - x.rank
  const axes = g.shape.flatMap((d, i) => (i < lead || (x.shape[i - lead] === 1 && d !== 1) ? [i] : []))
  return g.sum(axes).reshape(...x.shape)
}
