import type { Blocks } from '../block/block.ts'
import type { Optimizer } from '../plan/plan.ts'
import { product, type Shape } from '../tensor/shape.ts'
import { input, scalar, type Tensor } from '../tensor/tensor.ts'
import type { OptimizerDefinition, UpdateResult, UpdateRule } from './optimizers/optimizer.ts'
import { hasWeightDecay } from './weight-decay.ts'

/** A plan's optimizer with the code that its settings ask for. */
export interface OptimizerRules {
  /** Largest global L2 norm of the gradient; 0 turns clipping off. */
  readonly clip: number
  readonly rules: readonly UpdateRule[]
}

/** Finds the code of a plan's optimizer among the blocks. */
export function buildOptimizer(optimizer: Optimizer, blocks: Blocks): OptimizerRules {
  const found = [...blocks.values()].find(block => block.optimizer?.id === optimizer.kind)?.optimizer
  if (!found) throw new Error(`buildOptimizer: no block brings the optimizer '${optimizer.kind}'`)
  return { clip: optimizer.clip, rules: (found as OptimizerDefinition<Optimizer>).rules(optimizer) }
}

/** How one parameter, or several that are updated together, are updated. */
export interface ParameterUpdate {
  readonly rule: UpdateRule
  /** Of the rule in its optimizer. */
  readonly index: number
  readonly decays: boolean
}

/** The update of a parameter: by the first rule that applies to it. */
export function updateFor({ rules }: OptimizerRules, name: string, shape: Shape): ParameterUpdate {
  const index = rules.findIndex(({ applies }) => applies?.(name, shape) ?? true)
  const rule = rules[index]
  if (!rule) throw new Error(`updateFor: no rule of the optimizer applies to '${name}'`)
  return { rule, index, decays: (rule.decays ?? hasWeightDecay)(name, shape) }
}

/** The input of a program that is fed a state slot of a parameter; its new value is the output `next/…`. */
export const stateName = (slot: string, parameter: string): string => `${slot}/${parameter}`
export const updatedName = (name: string): string => `next/${name}`

/** The input that is fed a scalar of a rule: rules may have scalars of the same name. */
const scalarName = (index: number, name: string): string => (index === 0 ? name : `${index}/${name}`)

/** The scalars of a step (1 is the first) as programs are fed them. */
export const optimizerScalarsAt = (
  { rules }: OptimizerRules,
  step: number,
  learningRate: number,
): Readonly<Record<string, number>> =>
  Object.fromEntries(
    rules.flatMap(({ scalarsAt }, index) =>
      Object.entries(scalarsAt(step, learningRate)).map(([name, value]) => [scalarName(index, name), value] as const),
    ),
  )

/** The scalars that have another value for parameters that do not decay. */
export const scalarsWithoutDecay = ({ rule, index }: ParameterUpdate): Readonly<Record<string, number>> =>
  Object.fromEntries(
    rule.scalars.flatMap(({ name, withoutDecay }) =>
      withoutDecay === undefined ? [] : [[scalarName(index, name), withoutDecay] as const],
    ),
  )

/** The scalars of a rule as inputs of a program. */
export const scalarInputs = ({
  rule,
  index,
}: Pick<ParameterUpdate, 'rule' | 'index'>): Readonly<Record<string, Tensor>> =>
  Object.fromEntries(rule.scalars.map(({ name }) => [name, input(scalarName(index, name), [])]))

/** The same for parameters that do not decay, whatever is fed. */
export const constantWithoutDecay = (
  rule: UpdateRule,
  scalars: Readonly<Record<string, Tensor>>,
): Readonly<Record<string, Tensor>> => ({
  ...scalars,
  ...Object.fromEntries(
    rule.scalars.flatMap(({ name, withoutDecay }) =>
      withoutDecay === undefined ? [] : [[name, scalar(withoutDecay)] as const],
    ),
  ),
})

interface NamedUpdate {
  /** Of the parameter; its slots are fed under stateName(). */
  readonly name: string
  readonly parameter: Tensor
  readonly gradient: Tensor
  readonly scalars: Readonly<Record<string, Tensor>>
}

/** The outputs `next/…` of a parameter and of its state slots, which are inputs. */
export function updateOutputs({ rule }: ParameterUpdate, { name, ...given }: NamedUpdate): Record<string, Tensor> {
  const slots = Object.entries(rule.slots(given.parameter.shape))
  const state = Object.fromEntries(slots.map(([slot, shape]) => [slot, input(stateName(slot, name), shape)]))
  const next: UpdateResult = rule.update({ ...given, state })
  return {
    [updatedName(name)]: next.parameter,
    ...Object.fromEntries(
      slots.map(([slot]) => [updatedName(stateName(slot, name)), next.state[slot] ?? missingSlot(slot)]),
    ),
  }
}

function missingSlot(slot: string): never {
  throw new Error(`updateOutputs: the optimizer gives no new value of its state slot '${slot}'`)
}

/** Numbers that an optimizer keeps for parameters, beside their values. */
export const stateSize = (optimizer: OptimizerRules, parameters: ReadonlyMap<string, Tensor>): number =>
  [...parameters].reduce(
    (sum, [name, { shape }]) =>
      sum + Object.values(updateFor(optimizer, name, shape).rule.slots(shape)).reduce((n, s) => n + product(s), 0),
    0,
  )
