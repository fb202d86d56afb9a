import type { Collator } from '../batch.ts'
import { type Blocks, find } from '../block.ts'
import { type Dropout, noDropout } from '../nn/dropout.ts'
import { parameters } from '../nn/module.ts'
import type { Network, NetworkInputs } from '../nn/network.ts'
import { isEmbedding, isHead, layerOf } from '../nn/parameter-names.ts'
import type { Plan, Start } from '../plan/plan.ts'
import { gather } from '../tensor/ops/gather.ts'
import { input, type Tensor } from '../tensor/tensor.ts'
import { type Adapter, adaptersOf } from './adapters.ts'

/** What a plan trains: its network with named parameters, its loss, and the collator that feeds it. */
export interface Model {
  readonly network: Network
  readonly parameters: ReadonlyMap<string, Tensor>
  /** Parameters that training leaves as they are; default none. */
  readonly frozen?: ReadonlySet<string>
  /** Parameters that learn in place of frozen ones (LoRA). */
  readonly adapters?: readonly Adapter[]
  readonly collator: Collator
  /** Negative log-likelihood [rows] of labels [rows] given the hidden states of those rows. */
  readonly loss: (hidden: Tensor, labels: Tensor, training: boolean) => Tensor
}

/** The code behind a plan's blocks, put together. */
export function modelOf(plan: Plan, blocks: Blocks): Model {
  const { collator } = plan.batches
  const makeCollator = ability(find(blocks, collator).collator, 'collator', collator.block)
  const objective = plan.objective
  const loss = ability(find(blocks, objective).loss, 'loss', objective.block)
  const network = networkOf(plan, blocks)
  return {
    network,
    ...learning(parameters(network.parts), network, objective.network.start),
    collator: makeCollator(plan.batches, collator.params as never),
    loss: (hidden, labels, training) => loss(network, { hidden, labels, training }, objective.params as never),
  }
}

/** Which parameters there are, and which of them learn. */
function learning(named: ReadonlyMap<string, Tensor>, { config }: Network, start: Start | undefined) {
  if (!start) return { parameters: named }
  const names = [...named.keys()]
  if (start.adapt) {
    const { adapters, added } = adaptersOf(named, start.adapt, ['gpt2', 'gpt3'].includes(String(config.model_type)))
    const frozen = new Set(names.filter(name => !(start.newHead && isHead(name))))
    return { parameters: new Map([...named, ...added]), frozen, adapters }
  }
  const early = (name: string) => isEmbedding(name) || (layerOf(name) ?? start.freeze) < start.freeze
  return { parameters: named, frozen: new Set(start.freeze > 0 ? names.filter(early) : []) }
}

/** Parameters that training changes. */
export const trained = ({ parameters, frozen }: Model): ReadonlyMap<string, Tensor> =>
  frozen ? new Map([...parameters].filter(([name]) => !frozen.has(name))) : parameters

export function networkOf({ objective, batches }: Plan, blocks: Blocks): Network {
  const use = objective.network
  const { config, build } = ability(find(blocks, use).network, 'network', use.block)
  return build(config(use.params as never, batches.tokens.vocabulary))
}

function ability<T>(found: T | undefined, what: string, block: string): T {
  if (!found) throw new Error(`modelOf: block '${block}' has no ${what}`)
  return found
}

/** The collator's feeds as inputs of a program. */
export const feeds = ({ collator }: Model, batchSize: number): Readonly<Record<string, Tensor>> =>
  Object.fromEntries(
    Object.entries(collator.feeds(batchSize)).map(([name, { shape, dtype }]) => [name, input(name, shape, dtype)]),
  )

/** The loss of each supervised row, [rows], and its weights; without dropout it is a measurement. */
export function rowLosses(model: Model, batchSize: number, dropout?: Dropout) {
  const { labels, weights, rows, ...inputs } = feeds(model, batchSize)
  if (!labels || !weights) throw new Error('rowLosses: the collator gives no labels or weights')
  const all = model.network.hidden(inputs as unknown as NetworkInputs, dropout ?? noDropout)
  // the output layer is the most expensive part: it runs only where there is loss
  const hidden = rows ? gather(all, rows) : all
  return { losses: model.loss(hidden, labels, dropout !== undefined), weights }
}
