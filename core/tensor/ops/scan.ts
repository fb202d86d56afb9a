import { type LoopStep, loop } from '../loop.ts'
import { sameShape } from '../shape.ts'
import { argument, type Tensor } from '../tensor.ts'
import { kept, scanBackward } from './scan-gradient.ts'

interface ScanInputs {
  /** The states before the first step. */
  readonly start: readonly Tensor[]
  /** Sequences of equal length T, [T, …] each. */
  readonly over: readonly Tensor[]
  /** From the last step to the first; results still lie in the order of the sequences. Default false. */
  readonly backward?: boolean
}

/** From the states before a step and one step of each sequence to the states after it and one step of each result. */
type StepFunction = (
  states: readonly Tensor[],
  given: readonly Tensor[],
) => { readonly states: readonly Tensor[]; readonly results: readonly Tensor[] }

/**
 * Repeats a step over sequences, handing states on: the states after the last step, and the results of all steps [T, …].
 * The step is a function on tensors like any other, and may read what is around it. One operation holds the whole loop, and one
 * its gradient, so programs do not grow with T (ONNX's Scan); unroll() writes it out for devices that have no loops.
 */
export function scan(
  { start, over, backward = false }: ScanInputs,
  stepOf: StepFunction,
): { last: Tensor[]; results: Tensor[] } {
  if (over[0]?.dim(0) === 1) return runSingleStep(start, over, stepOf)
  const step = traceStep(start, over, stepOf)
  const saved = kept(step)
  const whole = { ...step, results: [...step.results, ...saved] }
  const { last, results } = loop(whole, {
    start,
    over,
    backward,
    gradient: (grads, outputs, wanted) =>
      scanBackward(step, { grads, wanted, start, over, backward, saved: savedSequences(saved, step, outputs) }),
  })
  return { last, results: results.slice(0, step.results.length) }
}

/** Where all steps of each saved value are. */
const savedSequences = (saved: readonly Tensor[], { next, results }: LoopStep, outputs: readonly Tensor[]) =>
  new Map(saved.map((x, i) => [x, outputs[next.length + results.length + i] as Tensor]))

function traceStep(start: readonly Tensor[], over: readonly Tensor[], stepOf: StepFunction): LoopStep {
  if (over.some(x => x.dim(0) !== over[0]?.dim(0)) || over.length === 0)
    throw new Error(`scan: sequences must be of equal length, got ${over.map(x => `[${x.shape}]`).join(' ') || 'none'}`)
  const states = start.map(x => argument(x.shape, x.dtype))
  const given = over.map(x => argument(x.shape.slice(1), x.dtype))
  const { states: next, results } = stepOf(states, given)
  for (const [i, x] of start.entries())
    if (next.length !== start.length || !sameShape(next[i]?.shape ?? [], x.shape) || next[i]?.dtype !== x.dtype)
      throw new Error(
        `scan: state ${i} is ${x.dtype} [${x.shape}] before a step, ${next[i]?.dtype} [${next[i]?.shape}] after`,
      )
  return { states, given, next, results }
}

/** A single step needs no loop. */
function runSingleStep(start: readonly Tensor[], over: readonly Tensor[], stepOf: StepFunction) {
  const { states, results } = stepOf(
    start,
    over.map(x => x.reshape(...x.shape.slice(1))),
  )
  return { last: [...states], results: results.map(x => x.reshape(1, ...x.shape)) }
}
