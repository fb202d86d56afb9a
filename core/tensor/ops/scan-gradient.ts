import { backpropagate, upstreamNodes } from '../differentiate.ts'
import { type LoopStep, loop, stepDependencies } from '../loop.ts'
import { argument, fill, type Tensor } from '../tensor.ts'
import { type DeferredGradient, deferredGradient } from './deferred-weight-gradient.ts'

/** A step backwards, written down with values of the step forwards and with gradients of what came out of it. */
interface BackwardStep {
  /** Gradients of the states after the step and of its results; undefined where there are none. */
  readonly next: readonly Tensor[]
  readonly results: readonly (Tensor | undefined)[]
  /** What follows for the states before the step, for the sequences, and for what is the same at every step. */
  readonly states: readonly Tensor[]
  readonly given: readonly (Tensor | undefined)[]
  readonly outer: readonly (Tensor | undefined)[]
  /** Which of the last are summed after the loop. */
  readonly lates: readonly (DeferredGradient | undefined)[]
  /** Values of the step forwards that are read in the step backwards, and that are read in it or after the loop. */
  readonly read: readonly Tensor[]
  readonly kept: readonly Tensor[]
}

interface WantedGradients {
  /** Which results have gradients, and of which sequences and outer values one is wanted. */
  readonly results: (i: number) => boolean
  readonly given: (i: number) => boolean
  readonly outer: (i: number) => boolean
}

const isFloat = ({ dtype }: Tensor) => dtype === 'float32' || dtype === 'float64'
const argumentLike = ({ shape, dtype }: Tensor) => argument(shape, dtype)
const zerosLike = ({ shape, dtype }: Tensor) => fill(0, shape, dtype)
const present = (all: readonly (Tensor | undefined)[]) => all.filter(x => x !== undefined)
const unique = (all: readonly Tensor[]) => [...new Set(all)]

function backwardStep(step: LoopStep, asked: WantedGradients): BackwardStep {
  const { inside, outer } = stepDependencies(step)
  const next = step.next.map(argumentLike)
  const results = step.results.map((y, i) => (asked.results(i) && isFloat(y) ? argumentLike(y) : undefined))
  const seeds = new Map<Tensor, Tensor>()
  const all = [...next, ...results]
  for (const [i, y] of [...step.next, ...step.results].entries()) {
    const g = all[i]
    if (g) seeds.set(y, seeds.get(y)?.add(g) ?? g) // one tensor may be both state and result
  }
  const given = step.given.filter((x, i) => isFloat(x) && asked.given(i))
  const targets = [...step.states, ...given, ...outer.filter((x, i) => isFloat(x) && asked.outer(i))]
  const found = backpropagate(seeds, targets, inside)
  const of = (x: Tensor) => found[targets.indexOf(x)]
  const gradients = {
    states: step.states.map(x => of(x) ?? zerosLike(x)),
    given: step.given.map(of),
    outer: outer.map(of),
  }
  const own = forwardValues(step)
  const lates = deferredGradients(gradients.outer, x => own(x) || gradients.given.includes(x))
  const operands = lates.flatMap(l => l?.operands ?? [])
  const added = gradients.outer.filter((_, i) => !lates[i])
  const made = [...gradients.states, ...present([...gradients.given, ...added]), ...operands.filter(x => !own(x))]
  const read = readBy(made, own)
  return { next, results, ...gradients, lates, read, kept: unique([...read, ...operands.filter(own)]) }
}

/** Which gradients are summed after the loop. What is kept for one of them is there for the others. */
function deferredGradients(outer: BackwardStep['outer'], there: (x: Tensor) => boolean): BackwardStep['lates'] {
  const found = outer.map(g => g && deferredGradient(g, there))
  const savedForBackward = new Set(found.flatMap(l => l?.operands ?? []))
  return outer.map(g => g && deferredGradient(g, x => there(x) || savedForBackward.has(x)))
}

/** Which tensors belong to the step forwards. Other shapes of them are not kept but made again, which costs nothing. */
function forwardValues(step: LoopStep): (x: Tensor) => boolean {
  const args = new Set([...step.states, ...step.given])
  const inside = new Set(
    stepDependencies(step).inside.filter(({ origin }) => origin.kind === 'op' && origin.type !== 'Reshape'),
  )
  return x => args.has(x) || inside.has(x.node)
}

const readBy = (made: readonly Tensor[], own: (x: Tensor) => boolean) =>
  unique([...made, ...upstreamNodes(made, own).flatMap(node => node.inputs)].filter(own))

/** Values of each step that its gradient may read, and that are not among its sequences. */
export function kept(step: LoopStep): readonly Tensor[] {
  const always = () => true
  return backwardStep(step, { results: always, given: always, outer: always }).kept.filter(x => !step.given.includes(x))
}

interface ForwardRun {
  readonly start: readonly Tensor[]
  readonly over: readonly Tensor[]
  readonly backward: boolean
  /** Gradients of the last states and of the results. */
  readonly grads: readonly (Tensor | undefined)[]
  /** Whether a gradient of each state, sequence and outer value is wanted. */
  readonly wanted: readonly boolean[]
  /** All steps of the values that were kept. */
  readonly saved: ReadonlyMap<Tensor, Tensor>
}

/** Gradients of the first states, the sequences and the outer values, by a loop that takes the steps the other way round. */
export function scanBackward(
  step: LoopStep,
  { start, over, backward, grads, wanted, saved }: ForwardRun,
): (Tensor | null)[] {
  const [S, N] = [start.length, over.length]
  const back = backwardStep(step, {
    results: i => grads[S + i] !== undefined,
    given: i => wanted[S + i] === true,
    outer: i => wanted[S + N + i] === true,
  })
  const stacked = new Map([...saved, ...step.given.map((x, i) => [x, over[i] as Tensor] as const)])
  const read = back.read.length > 0 ? back.read : step.given.slice(0, 1) // a loop needs a sequence
  const sums = back.outer.map((g, i) => (g && !back.lates[i] ? argumentLike(g) : undefined))
  const operands = back.lates.flatMap(l => l?.operands ?? []).filter(x => !stacked.has(x))
  const results = unique([...present(back.given), ...operands])
  const ran = loop(
    {
      states: [...back.next, ...present(sums)],
      given: [...present(back.results), ...read],
      next: [...back.states, ...present(sums.map((sum, i) => sum?.add(back.outer[i] as Tensor)))],
      results,
    },
    {
      start: [...start.map((x, i) => grads[i] ?? zerosLike(x)), ...present(sums).map(zerosLike)],
      over: [...present(grads.slice(S)), ...read.map(x => stacked.get(x) as Tensor)],
      backward: !backward,
    },
  )
  for (const [i, x] of results.entries()) stacked.set(x, ran.results[i] as Tensor)
  const added = present(sums)
  const total = (g: Tensor | undefined, i: number) => {
    const [l, sum] = [back.lates[i], sums[i]]
    if (l) return l.total(l.operands.map(x => stacked.get(x) as Tensor))
    return g && sum ? (ran.last[S + added.indexOf(sum)] as Tensor) : null
  }
  return [...ran.last.slice(0, S), ...back.given.map(g => (g && stacked.get(g)) ?? null), ...back.outer.map(total)]
}
