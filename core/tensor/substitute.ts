import { upstream } from './differentiate.ts'
import { Node, type Tensor } from './tensor.ts'

/** The same results, with some tensors on the way replaced by others of their shape. What a replacement depends on stays. */
export function substitute(
  results: Readonly<Record<string, Tensor>>,
  replacements: ReadonlyMap<Tensor, Tensor>,
): Record<string, Tensor> {
  const now = new Map(replacements)
  const of = (x: Tensor) => now.get(x) ?? x
  for (const { origin, outputs } of upstream(Object.values(results))) {
    if (origin.kind !== 'op' || !origin.inputs.some(x => now.has(x))) continue
    const copy = new Node({ ...origin, inputs: origin.inputs.map(of) }, outputs)
    outputs.forEach((y, i) => {
      if (!now.has(y)) now.set(y, copy.outputs[i] as Tensor)
    })
  }
  return Object.fromEntries(Object.entries(results).map(([name, x]) => [name, of(x)]))
}
