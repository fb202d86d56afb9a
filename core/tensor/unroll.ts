import type { Program } from './program.ts'
import { replaceTensors } from './substitute.ts'
import { concat, type LoopBody, type Node, split, type Tensor } from './tensor.ts'

/** The same program with the steps of its loops written out one after the other, for devices that have no loops. */
export function unroll({ outputs, parameters }: Program): Program {
  const results = unrollTensors(Object.values(outputs), new Map())
  return {
    outputs: Object.fromEntries(Object.keys(outputs).map((name, i) => [name, results[i] as Tensor])),
    parameters,
  }
}

const loopOf = ({ origin }: Node): LoopBody | undefined => (origin.kind === 'op' ? origin.loop : undefined)

function unrollTensors(results: readonly Tensor[], replacements: ReadonlyMap<Tensor, Tensor>): Tensor[] {
  // what one loop leaves step by step for another is handed over as it is, neither joined nor cut
  const known = new Map<Tensor, readonly Tensor[]>()
  return replaceTensors(results, replacements, {
    due: node => loopOf(node) !== undefined,
    instead(node, inputs) {
      const loop = loopOf(node)
      if (!loop) return undefined
      const sequences = node.inputs.slice(loop.states, loop.states + loop.sequences)
      const cut = sequences.map((x, i) => known.get(x) ?? splitSteps(inputs[loop.states + i] as Tensor))
      const { last, steps } = unrollLoop(loop, inputs, cut)
      for (const [i, step] of steps.entries()) known.set(node.outputs[loop.states + i] as Tensor, step)
      return [...last, ...steps.map(stackSteps)]
    },
  })
}

/** All steps of a loop: the last states, and each result step by step. */
function unrollLoop(loop: LoopBody, inputs: readonly Tensor[], cut: readonly (readonly Tensor[])[]) {
  const { states, sequences, length, backward } = loop
  const outer = inputs.slice(states + sequences)
  const steps = Array.from({ length: loop.outputs.length - states }, () => Array<Tensor>(length))
  let last = inputs.slice(0, states)
  for (let n = 0; n < length; n++) {
    const t = backward ? length - 1 - n : n
    const given = [...last, ...cut.map(pieces => pieces[t] as Tensor), ...outer]
    const made = unrollTensors(loop.outputs, new Map(loop.inputs.map((x, i) => [x, given[i] as Tensor])))
    last = made.slice(0, states)
    for (const [i, step] of steps.entries()) step[t] = made[states + i] as Tensor
  }
  return { last, steps }
}

/** The steps [B, …] of a sequence [T, B, …], cut in one operation; of [T], one by one. */
function splitSteps(x: Tensor): readonly Tensor[] {
  const [T, B, ...rest] = x.shape as [number, number?, ...number[]]
  if (B === undefined) return split(x, 0, Array(T).fill(1)).map(step => step.reshape())
  return split(x.reshape(T * B, ...rest), 0, Array(T).fill(B))
}

/** The reverse of it. */
function stackSteps(steps: readonly Tensor[]): Tensor {
  const shape = steps[0]?.shape ?? []
  const rows = shape.length === 0 ? steps.map(step => step.reshape(1)) : steps
  return concat(rows, 0).reshape(steps.length, ...shape)
}
