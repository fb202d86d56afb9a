import type { RowLosses } from '../block/abilities.ts'
import { noDropout, seededDropout } from '../nn/dropout.ts'
import type { Optimizer } from '../plan/plan.ts'
import { differentiate } from '../tensor/differentiate.ts'
import { minimum, sqrt } from '../tensor/ops/elementwise.ts'
import type { Program } from '../tensor/program.ts'
import { dynamicLength } from '../tensor/shape.ts'
import { substitute } from '../tensor/substitute.ts'
import { concat, input, op, scalar, type Tensor } from '../tensor/tensor.ts'
import { evaluateRows } from './evaluate-rows.ts'
import { adaptedWeight, loraGradients } from './lora.ts'
import { collatorInputs, type Model, type SupervisedRows, supervisedRows, trainableParameters } from './model.ts'
import { adamw, hasWeightDecay, optimizerScalars } from './optimizers/adamw.ts'
import { totalLoss } from './total-loss.ts'

/** Prefixes of outputs and inputs that belong to a parameter. */
export const gradientName = (name: string): string => `gradient/${name}`
/** The gradient of the micro-batches before this one. */
export const accumulatedName = (name: string): string => `sofar/${name}`
export const firstMomentName = (name: string): string => `first/${name}`
export const secondMomentName = (name: string): string => `second/${name}`
export const updatedName = (name: string): string => `next/${name}`

/** Σ weights · losses · share, where `share` is fed: 1 / (supervised rows of the whole step). And its gradients. */
function backward(model: Model, batchSize: number) {
  const seed = input('seed', [], 'int32')
  const share = input('share', [])
  const dropout = seededDropout(seed)
  const asked = gradientTargets(model)
  const loss = model.losses
    ? weightedSum(model.losses(collatorInputs(model, batchSize), { dropout, seed })).mul(share)
    : totalLoss(model, scaleWeights(supervisedRows(model, batchSize, dropout), share), [...asked.values()])
  const found = differentiate(loss, [...asked.values()])
  return {
    loss,
    gradients: trainableGradients(model, new Map([...asked.keys()].map((name, i) => [name, found[i] as Tensor]))),
  }
}

const weightedSum = ({ losses, weights }: RowLosses) => losses.mul(weights).sum()
const scaleWeights = ({ weights, ...rows }: SupervisedRows, share: Tensor) => ({ ...rows, weights: weights.mul(share) })

/** Parameters that the loss reads and whose gradients are needed: those that learn, and those that adapters stand for. */
function gradientTargets(model: Model): Map<string, Tensor> {
  const { parameters, adapters = [] } = model
  const indirect = new Set(adapters.flatMap(({ a, b }) => [a, b]))
  const direct = [...trainableParameters(model)].filter(([name]) => !indirect.has(name))
  return new Map([...direct, ...adapters.map(({ target }) => [target, parameters.get(target) as Tensor] as const)])
}

/** The gradient of every parameter that learns; those of adapters follow from their weights'. */
function trainableGradients(
  { parameters, adapters = [] }: Model,
  found: ReadonlyMap<string, Tensor>,
): ReadonlyMap<string, Tensor> {
  if (adapters.length === 0) return found
  const targets = new Set(adapters.map(({ target }) => target))
  const direct = [...found].filter(([name]) => !targets.has(name))
  const learned = adapters.flatMap(one => loraGradients(parameters, one, found.get(one.target) as Tensor))
  return new Map([...direct, ...learned])
}

/** A program of the model as its adapters make it. */
function programWithAdapters({ parameters, adapters = [] }: Model, outputs: Readonly<Record<string, Tensor>>): Program {
  const now = adapters.map(
    adapter => [parameters.get(adapter.target) as Tensor, adaptedWeight(parameters, adapter)] as const,
  )
  return { outputs: adapters.length > 0 ? substitute(outputs, new Map(now)) : outputs, parameters }
}

/**
 * Forward and backward: outputs `loss` and `gradient/<name>`. Feeds: the collator's, `seed` and `share`.
 * With `accumulate`, gradients are added to those fed as `sofar/<name>`, in whose memory the sum may be written.
 */
export function gradientProgram(model: Model, batchSize: number, accumulate = false): Program {
  const { loss, gradients } = backward(model, batchSize)
  const outputs = [...gradients].map(([name, g]) => {
    const total = accumulate ? input(accumulatedName(name), g.shape).add(g) : g
    return [gradientName(name), total] as const
  })
  return programWithAdapters(model, { loss, ...Object.fromEntries(outputs) })
}

/** Sum of the squares of a stretch `g` of any length. */
export function normProgram(): Program {
  return { outputs: { squares: sumOfSquares(input('g', [dynamicLength])) }, parameters: new Map() }
}

/** `loss`: Σ weights · losses of a batch, without dropout; `guesses`: what the network takes its rows for. */
export function evaluationProgram(model: Model, batchSize: number): Program {
  if (!model.losses) return programWithAdapters(model, { ...evaluateRows(model, supervisedRows(model, batchSize)) })
  const rows = model.losses(collatorInputs(model, batchSize), { dropout: noDropout, seed: scalar(0, 'int32') })
  const loss = weightedSum(rows)
  return programWithAdapters(model, rows.predictions ? { loss, guesses: rows.predictions } : { loss })
}

/**
 * AdamW on a stretch of flat state of any length: p, m, v, g → next/p, next/m, next/v.
 * Everything is elementwise, so the outputs may overwrite the inputs.
 */
export function updateProgram(optimizer: Optimizer): Program {
  const flat = (name: string) => input(name, [dynamicLength])
  const next = adamw(flat('p'), { m: flat('m'), v: flat('v') }, flat('g'), optimizerScalars(), optimizer)
  const outputs = { [updatedName('p')]: next.p, [updatedName('m')]: next.m, [updatedName('v')]: next.v }
  return { outputs, parameters: new Map() }
}

/**
 * A whole step in one graph: forward, backward, global-norm clip, AdamW. Every update waits for the norm of all gradients,
 * which makes it safe to write state in place. `groups` says which parameters are updated together (default: each alone).
 */
export function stepProgram(
  model: Model,
  batchSize: number,
  optimizer: Optimizer,
  groups = oneGroupEach(model),
): Program {
  const { loss, gradients } = backward(model, batchSize)
  return programWithAdapters(model, { loss, ...parameterUpdates(model, gradients, optimizer, groups) })
}

/** The second half of a step, from gradients fed as `gradient/<name>`. */
export function applyProgram(model: Model, optimizer: Optimizer): Program {
  const gradients = new Map(
    [...trainableParameters(model)].map(([name, { shape }]) => [name, input(gradientName(name), shape)]),
  )
  return { outputs: parameterUpdates(model, gradients, optimizer, oneGroupEach(model)), parameters: model.parameters }
}

/** Parameters that lie side by side in memory and are updated as one flat value. */
export interface ParameterGroup {
  /** The parameter's name, or one for all members together, under which their flat value is fed and given back. */
  readonly name: string
  readonly members: readonly string[]
}

const oneGroupEach = (model: Model): readonly ParameterGroup[] =>
  [...trainableParameters(model).keys()].map(name => ({ name, members: [name] }))

/** `norm`, and `next/…` of every group and its moments. */
function parameterUpdates(
  { parameters }: Model,
  gradients: ReadonlyMap<string, Tensor>,
  optimizer: Optimizer,
  groups: readonly ParameterGroup[],
): Record<string, Tensor> {
  const { keep, rate, epsilon } = optimizerScalars()
  const norm = globalNorm([...gradients.values()])
  const scale = optimizer.clip > 0 ? minimum(scalar(1), scalar(optimizer.clip).div(norm.add(1e-6))) : scalar(1)
  const outputs: Record<string, Tensor> = { norm }
  for (const { name, members } of groups) {
    const flat = members.map(member => (gradients.get(member) as Tensor).flat)
    const own = parameters.get(name)
    const g = own ? (gradients.get(name) as Tensor) : concat(flat, 0)
    const p = own ?? input(name, g.shape)
    const moments = { m: input(firstMomentName(name), g.shape), v: input(secondMomentName(name), g.shape) }
    const kept = members.every(member => hasWeightDecay(member, parameters.get(member)?.shape ?? [])) ? keep : scalar(1)
    const next = adamw(p, moments, g, { rate, epsilon, scale, keep: kept }, optimizer)
    outputs[updatedName(name)] = next.p
    outputs[updatedName(firstMomentName(name))] = next.m
    outputs[updatedName(secondMomentName(name))] = next.v
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
