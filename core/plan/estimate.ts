import type { Blocks } from '../block.ts'
import { flops, nodes, nodesOf, type Program } from '../tensor/program.ts'
import { product } from '../tensor/shape.ts'
import type { Node, Tensor } from '../tensor/tensor.ts'
import { modelOf, trained } from '../train/model.ts'
import { gradientProgram } from '../train/programs.ts'
import type { Plan } from './plan.ts'

/** What a plan will take, known before it runs. */
export interface Estimate {
  /** Trainable numbers. */
  readonly parameters: number
  /** Floating point operations of the matrix products of one optimizer step, forward and backward. */
  readonly flopsPerStep: number
  /** Memory of weights, gradients, optimizer state and the largest set of activations alive at once, MiB. */
  readonly memory: number
  /** Tokens read (and, for seq2seq, written) in one optimizer step, padding included. */
  readonly tokensPerStep: number
}

/** Sizes of a plan, from the very program that training would run. */
export function estimate(plan: Plan, blocks: Blocks): Estimate {
  const { batchSize, accumulate } = plan.training
  const model = modelOf(plan, blocks)
  const program = gradientProgram(model, batchSize)
  const all = sizeOf(model.parameters)
  const parameters = sizeOf(trained(model))
  const state = 4 * (all + 3 * parameters) // weights; gradient and two moments of those that learn, float32
  return {
    parameters,
    flopsPerStep: flops(program) * accumulate,
    memory: (state + largestActivations(program)) / 2 ** 20,
    tokensPerStep: batchSize * accumulate * (plan.batches.length + (plan.batches.targetLength ?? 0)),
  }
}

/** Trainable numbers of a plan's network. */
export const parametersOf = (plan: Plan, blocks: Blocks): number => sizeOf(trained(modelOf(plan, blocks)))

const sizeOf = (tensors: ReadonlyMap<string, Tensor>) => [...tensors.values()].reduce((sum, { size }) => sum + size, 0)

const width = { float32: 4, int32: 4, float64: 8, int64: 8, bool: 1 }
const bytes = (t: Tensor) => product(t.shape) * width[t.dtype]

/** Bytes of operation results alive at the same time, at most, when the program runs in order. Outputs go to memory of their own. */
const largestActivations = (program: Program): number => mostAlive(nodes(program), Object.values(program.outputs))

function mostAlive(order: readonly Node[], results: readonly Tensor[]): number {
  const outputs = new Set(results)
  const lastUse = new Map<Tensor, number>()
  for (const [i, node] of order.entries()) for (const x of node.inputs) lastUse.set(x, i)
  const dies = new Map<number, number>()
  let [alive, most] = [0, 0]
  for (const [i, node] of order.entries()) {
    if (node.origin.kind === 'op')
      for (const y of node.outputs) {
        if (outputs.has(y)) continue
        alive += bytes(y)
        const end = lastUse.get(y) ?? i
        dies.set(end, (dies.get(end) ?? 0) + bytes(y))
      }
    most = Math.max(most, alive + insideLoop(node))
    alive -= dies.get(i) ?? 0
  }
  return most
}

/** What a step of a loop takes; its results lie among those of all steps. */
const insideLoop = ({ origin }: Node): number =>
  origin.kind === 'op' && origin.loop ? mostAlive(nodesOf(origin.loop.outputs), origin.loop.outputs) : 0
