import { upstreamNodes } from './differentiate.ts'
import { Node, type Tensor } from './tensor.ts'

interface RebuildOptions {
  /** Nodes to be made anew though their inputs stay. */
  readonly due: (node: Node) => boolean
  /** The outputs of a node made anew over other inputs; undefined for the same operation. */
  readonly instead: (node: Node, inputs: readonly Tensor[]) => readonly Tensor[] | undefined
}
const copyOnly: RebuildOptions = { due: () => false, instead: () => undefined }

/** The same results, with some tensors on the way replaced by others of their shape. What a replacement depends on stays. */
export function replaceTensors(
  results: readonly Tensor[],
  replacements: ReadonlyMap<Tensor, Tensor>,
  { due, instead } = copyOnly,
): Tensor[] {
  const now = new Map(replacements)
  const of = (x: Tensor) => now.get(x) ?? x
  for (const node of upstreamNodes(results, x => replacements.has(x))) {
    const { origin, outputs } = node
    if (origin.kind !== 'op' || !(due(node) || origin.inputs.some(x => now.has(x)))) continue
    const inputs = origin.inputs.map(of)
    const made = instead(node, inputs) ?? new Node({ ...origin, inputs }, outputs).outputs
    outputs.forEach((y, i) => {
      if (!now.has(y)) now.set(y, made[i] as Tensor)
    })
  }
  return results.map(of)
}

/** The same for results with names. */
export function substitute(
  results: Readonly<Record<string, Tensor>>,
  replacements: ReadonlyMap<Tensor, Tensor>,
): Record<string, Tensor> {
  const now = replaceTensors(Object.values(results), replacements)
  return Object.fromEntries(Object.keys(results).map((name, i) => [name, now[i] as Tensor]))
}
