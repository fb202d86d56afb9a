import { upstreamNodes } from './differentiate.ts'
import { replaceTensors } from './substitute.ts'
import { argument, type GradientFunction, Node, type Tensor } from './tensor.ts'

/** One step of a loop, written down with arguments that stand for what changes from step to step. */
export interface LoopStep {
  /** Arguments: the states before the step, and one step of each sequence. */
  readonly states: readonly Tensor[]
  readonly given: readonly Tensor[]
  /** The states after it, and one step of each result. */
  readonly next: readonly Tensor[]
  readonly results: readonly Tensor[]
}

interface LoopRun {
  readonly start: readonly Tensor[]
  /** Sequences [T, …]. */
  readonly over: readonly Tensor[]
  /** From the last step to the first. */
  readonly backward: boolean
  readonly gradient?: GradientFunction
}

/** The nodes inside a step, inputs first, and what they read that is the same at every step. Constants belong to no one. */
export function stepDependencies({ states, given, next, results }: LoopStep): {
  inside: readonly Node[]
  outer: readonly Tensor[]
} {
  const args = new Set([...states, ...given])
  const made = [...next, ...results]
  const inside = new Set<Node>()
  for (const node of upstreamNodes(made, x => args.has(x)))
    if (node.inputs.some(x => args.has(x) || inside.has(x.node))) inside.add(node)
  const read = [...[...inside].flatMap(node => node.inputs), ...made]
  const outer = read.filter(x => !args.has(x) && !inside.has(x.node) && x.node.origin.kind !== 'constant')
  return { inside: [...inside], outer: [...new Set(outer)] }
}

/** Runs a step over sequences: the last states, and the results of all steps [T, …]. What does not change is computed before. */
export function loop(step: LoopStep, { start, over, backward, gradient }: LoopRun) {
  const { states, given, next, results } = step
  const { outer } = stepDependencies(step)
  const free = [...states, ...given, ...outer]
  const inputs = free.map(x => argument(x.shape, x.dtype))
  const outputs = replaceTensors([...next, ...results], new Map(free.map((x, i) => [x, inputs[i] as Tensor])))
  const length = (over[0] as Tensor).dim(0)
  const body = { inputs, outputs, states: start.length, sequences: over.length, length, backward }
  const node = new Node(
    { kind: 'op', type: 'Scan', domain: '', attrs: {}, inputs: [...start, ...over, ...outer], gradient, loop: body },
    [...start, ...results.map(({ shape, dtype }) => ({ shape: [length, ...shape], dtype }))],
  )
  return { last: node.outputs.slice(0, start.length), results: node.outputs.slice(start.length) }
}
