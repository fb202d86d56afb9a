import { noDropout, seededDropout } from '../nn/dropout.ts'
import type { Optimizer } from '../plan/plan.ts'
import { differentiate } from '../tensor/differentiate.ts'
import { minimum, sqrt } from '../tensor/ops/elementwise.ts'
import type { Program } from '../tensor/program.ts'
import { anyLength } from '../tensor/shape.ts'
import { concat, input, op, scalar, type Tensor } from '../tensor/tensor.ts'
import { adamw, decays, rates } from './adamw.ts'
import { type Model, rowLosses } from './model.ts'

/** Prefixes of outputs and inputs that belong to a parameter. */
export const gradientOf = (name: string): string => `gradient/${name}`
/** The gradient of the micro-batches before this one. */
export const sofarOf = (name: string): string => `sofar/${name}`
export const firstMomentOf = (name: string): string => `first/${name}`
export const secondMomentOf = (name: string): string => `second/${name}`
export const nextOf = (name: string): string => `next/${name}`

/** Σ weights · losses · share, where `share` is fed: 1 / (supervised rows of the whole step). And its gradients. */
function backward(model: Model, batchSize: number) {
  const seed = input('seed', [], 'int32')
  const { losses, weights } = rowLosses(model, batchSize, seededDropout(seed))
  const loss = losses.mul(weights.mul(input('share', []))).sum()
  const gradients = differentiate(loss, [...model.parameters.values()])
  return { loss, gradients: new Map([...model.parameters.keys()].map((name, i) => [name, gradients[i] as Tensor])) }
}

/**
 * Forward and backward: outputs `loss` and `gradient/<name>`. Feeds: the collator's, `seed` and `share`.
 * With `accumulate`, gradients are added to those fed as `sofar/<name>`, in whose memory the sum may be written.
 */
export function gradientProgram(model: Model, batchSize: number, accumulate = false): Program {
  const { loss, gradients } = backward(model, batchSize)
  const outputs = [...gradients].map(([name, g]) => {
    const total = accumulate ? input(sofarOf(name), g.shape).add(g) : g
    return [gradientOf(name), total] as const
  })
  return { outputs: { loss, ...Object.fromEntries(outputs) }, parameters: model.parameters }
}

/** Sum of the squares of a stretch `g` of any length. */
export function normProgram(): Program {
  return { outputs: { squares: sumOfSquares(input('g', [anyLength])) }, parameters: new Map() }
}

/** Σ weights · losses of a batch, without dropout. */
export function evaluationProgram(model: Model, batchSize: number): Program {
  const { losses, weights } = rowLosses(model, batchSize, noDropout)
  return { outputs: { loss: losses.mul(weights).sum() }, parameters: model.parameters }
}

/**
 * AdamW on a stretch of flat state of any length: p, m, v, g → next/p, next/m, next/v.
 * Everything is elementwise, so the outputs may overwrite the inputs.
 */
export function updateProgram(optimizer: Optimizer): Program {
  const flat = (name: string) => input(name, [anyLength])
  const next = adamw(flat('p'), { m: flat('m'), v: flat('v') }, flat('g'), rates(), optimizer)
  const outputs = { [nextOf('p')]: next.p, [nextOf('m')]: next.m, [nextOf('v')]: next.v }
  return { outputs, parameters: new Map() }
}

/**
 * A whole step in one graph: forward, backward, global-norm clip, AdamW. Every update waits for the norm of all gradients,
 * which makes it safe to write state in place. `groups` says which parameters are updated together (default: each alone).
 */
export function stepProgram(model: Model, batchSize: number, optimizer: Optimizer, groups = alone(model)): Program {
  const { loss, gradients } = backward(model, batchSize)
  return { outputs: { loss, ...updates(model, gradients, optimizer, groups) }, parameters: model.parameters }
}

/** The second half of a step, from gradients fed as `gradient/<name>`. */
export function applyProgram(model: Model, optimizer: Optimizer): Program {
  const gradients = new Map([...model.parameters].map(([name, { shape }]) => [name, input(gradientOf(name), shape)]))
  return { outputs: updates(model, gradients, optimizer, alone(model)), parameters: model.parameters }
}

/** Parameters that lie side by side in memory and are updated as one flat value. */
export interface Group {
  /** The parameter's name, or one for all members together, under which their flat value is fed and given back. */
  readonly name: string
  readonly members: readonly string[]
}

const alone = ({ parameters }: Model): readonly Group[] =>
  [...parameters.keys()].map(name => ({ name, members: [name] }))

/** `norm`, and `next/…` of every group and its moments. */
function updates(
  { parameters }: Model,
  gradients: ReadonlyMap<string, Tensor>,
  optimizer: Optimizer,
  groups: readonly Group[],
): Record<string, Tensor> {
  const { keep, rate, epsilon } = rates()
  const norm = globalNorm([...gradients.values()])
  const scale = optimizer.clip > 0 ? minimum(scalar(1), scalar(optimizer.clip).div(norm.add(1e-6))) : scalar(1)
  const outputs: Record<string, Tensor> = { norm }
  for (const { name, members } of groups) {
    const flat = members.map(member => (gradients.get(member) as Tensor).flat)
    const own = parameters.get(name)
    const g = own ? (gradients.get(name) as Tensor) : concat(flat, 0)
    const p = own ?? input(name, g.shape)
    const moments = { m: input(firstMomentOf(name), g.shape), v: input(secondMomentOf(name), g.shape) }
    const kept = members.every(member => decays(member, parameters.get(member)?.shape ?? [])) ? keep : scalar(1)
    const next = adamw(p, moments, g, { rate, epsilon, scale, keep: kept }, optimizer)
    outputs[nextOf(name)] = next.p
    outputs[nextOf(firstMomentOf(name))] = next.m
    outputs[nextOf(secondMomentOf(name))] = next.v
  }
  return outputs
}

/** L2 norm of all gradients together. */
const globalNorm = (gradients: readonly Tensor[]): Tensor =>
  sqrt(
    concat(
      gradients.map(g => sumOfSquares(g).reshape(1)),
      0,
    ).sum(),
  )

const sumOfSquares = (x: Tensor) => op('ReduceSumSquare', [x], [], { attrs: { keepdims: 0 } })
