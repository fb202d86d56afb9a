import type { RowLosses } from '../block/abilities.ts'
import { noDropout, seededDropout } from '../nn/dropout.ts'
import { differentiate } from '../tensor/differentiate.ts'
import { sqrt } from '../tensor/ops/elementwise.ts'
import { sumOfSquares } from '../tensor/ops/reduce.ts'
import type { Program } from '../tensor/program.ts'
import { dynamicLength, type Shape } from '../tensor/shape.ts'
import { substitute } from '../tensor/substitute.ts'
import { concat, input, scalar, type Tensor } from '../tensor/tensor.ts'
import { evaluateRows } from './evaluate-rows.ts'
import { clipFactorTensor } from './gradient-clipping.ts'
import { adaptedWeight, loraGradients } from './lora.ts'
import { collatorInputs, type Model, type SupervisedRows, supervisedRows, trainableParameters } from './model.ts'
import {
  constantWithoutDecay,
  type OptimizerRules,
  type ParameterUpdate,
  scalarInputs,
  updateFor,
  updateOutputs,
} from './optimizer-rules.ts'
import { totalLoss } from './total-loss.ts'

/** Prefixes of outputs and inputs that belong to a parameter. */
export const gradientName = (name: string): string => `gradient/${name}`
/** The gradient of the micro-batches before this one. */
export const accumulatedName = (name: string): string => `accumulated/${name}`

/** Σ weights · losses · lossScale, where `lossScale` is fed: 1 / (supervised rows of the whole step). And its gradients. */
function backward(model: Model, batchSize: number) {
  const seed = input('seed', [], 'int32')
  const lossScale = input('lossScale', [])
  const dropout = seededDropout(seed)
  const asked = gradientTargets(model)
  const loss = model.losses
    ? weightedSum(model.losses(collatorInputs(model, batchSize), { dropout, seed })).mul(lossScale)
    : totalLoss(model, scaleWeights(supervisedRows(model, batchSize, dropout), lossScale), [...asked.values()])
  const found = differentiate(loss, [...asked.values()])
  return {
    loss,
    gradients: trainableGradients(model, new Map([...asked.keys()].map((name, i) => [name, found[i] as Tensor]))),
  }
}

const weightedSum = ({ losses, weights }: RowLosses) => losses.mul(weights).sum()
const scaleWeights = ({ weights, ...rows }: SupervisedRows, lossScale: Tensor) => ({
  ...rows,
  weights: weights.mul(lossScale),
})

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
 * Forward and backward: outputs `loss` and `gradient/<name>`. Feeds: the collator's, `seed` and `lossScale`.
 * With `accumulate`, gradients are added to those fed as `accumulated/<name>`, in whose memory the sum may be written.
 */
export function gradientProgram(model: Model, batchSize: number, accumulate = false): Program {
  const { loss, gradients } = backward(model, batchSize)
  const outputs = [...gradients].map(([name, g]) => {
    const total = accumulate ? input(accumulatedName(name), g.shape).add(g) : g
    return [gradientName(name), total] as const
  })
  return programWithAdapters(model, { loss, ...Object.fromEntries(outputs) })
}

/** Sum of the squares of a range `g` of any length. */
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
 * An optimizer's update of one parameter, or for elementwise rules of any range of the flat state: `parameter`, `gradient`,
 * `<slot>/parameter` → `next/…`. Feeds: `clipFactor`, by which the gradient is multiplied, and the rule's scalars.
 * The outputs of an elementwise rule may overwrite the inputs.
 */
export function updateProgram(update: ParameterUpdate, shape: Shape = [dynamicLength]): Program {
  const parameter = input('parameter', shape)
  const gradient = input('gradient', shape).mul(input('clipFactor', []))
  const outputs = updateOutputs(update, { name: 'parameter', parameter, gradient, scalars: scalarInputs(update) })
  return { outputs, parameters: new Map() }
}

/**
 * A whole step in one graph: forward, backward, global-norm clip, optimizer. Every update waits for the norm of all gradients,
 * which makes it safe to write state in place. `groups` says which parameters are updated together (default: each alone).
 */
export function stepProgram(
  model: Model,
  batchSize: number,
  optimizer: OptimizerRules,
  groups = oneGroupEach(model),
): Program {
  const { loss, gradients } = backward(model, batchSize)
  return programWithAdapters(model, { loss, ...parameterUpdates(model, gradients, optimizer, groups) })
}

/** The second half of a step, from gradients fed as `gradient/<name>`. */
export function applyProgram(model: Model, optimizer: OptimizerRules): Program {
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

/** `norm`, and `next/…` of every group and its state slots. */
function parameterUpdates(
  { parameters }: Model,
  gradients: ReadonlyMap<string, Tensor>,
  optimizer: OptimizerRules,
  groups: readonly ParameterGroup[],
): Record<string, Tensor> {
  const norm = globalNorm([...gradients.values()])
  const clipFactor = clipFactorTensor(norm, optimizer.clip)
  const outputs: Record<string, Tensor> = { norm }
  const inputs = optimizer.rules.map((rule, index) => scalarInputs({ rule, index }))
  for (const { name, members } of groups) {
    const flat = members.map(member => (gradients.get(member) as Tensor).flat)
    const own = parameters.get(name)
    const gradient = own ? (gradients.get(name) as Tensor) : concat(flat, 0)
    const parameter = own ?? input(name, gradient.shape)
    const [update, ...others] = members.map(m => updateFor(optimizer, m, parameters.get(m)?.shape ?? []))
    if (!update) throw new Error(`parameterUpdates: the group '${name}' has no members`)
    const fed = inputs[update.index] ?? {}
    const scalars = [update, ...others].every(one => one.decays) ? fed : constantWithoutDecay(update.rule, fed)
    Object.assign(outputs, updateOutputs(update, { name, parameter, gradient: gradient.mul(clipFactor), scalars }))
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
