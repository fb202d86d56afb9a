import type { Feeds, RandomInputs, RowLosses } from '../block/abilities.ts'
import type { Blocks } from '../block/block.ts'
import { requireBlock } from '../block/block.ts'
import type { Collator } from '../data/batch.ts'
import { noDropout } from '../nn/dropout.ts'
import { namedParameters } from '../nn/module.ts'
import type { ModelConfig, Network, NetworkInputs } from '../nn/network.ts'
import { isEmbeddingParameter, isGeneratorParameter, isHeadParameter, layerIndexOf } from '../nn/parameter-names.ts'
import type { HeadKind, Plan, SavedHead } from '../plan/plan.ts'
import { argmax } from '../tensor/ops/argmax.ts'
import { gather } from '../tensor/ops/gather.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { input } from '../tensor/tensor.ts'
import { collatorOf, withDecoderStart } from './collator.ts'
import type { LoraAdapter } from './lora.ts'
import { loraAdapters } from './lora.ts'

/** What a plan trains: its network with named parameters, its loss, and the collator that feeds it. */
export interface Model {
  readonly network: Network
  readonly parameters: ReadonlyMap<string, Tensor>
  /** Parameters that training leaves as they are; default none. */
  readonly frozen?: ReadonlySet<string>
  /** Parameters that learn in place of frozen ones (LoRA). */
  readonly adapters?: readonly LoraAdapter[]
  readonly collator: Collator
  /** Negative log-likelihood [rows] of labels [rows] given the hidden states of those rows, which may be some of a batch's. */
  readonly loss: (hidden: Tensor, labels: Tensor, training: boolean) => Tensor
  /** The loss makes sense only for all rows of a batch together. */
  readonly needsWholeBatch?: boolean
  /** What the network takes rows of hidden states for. */
  readonly predict?: (hidden: Tensor) => Tensor
  /** In place of the two, when the objective runs the network itself. */
  readonly losses?: (feeds: Feeds, chance: RandomInputs) => RowLosses
}

/** The code behind a plan's blocks, put together. */
export function buildModel(plan: Plan, blocks: Blocks): Model {
  const objective = plan.objective
  const { predict: guess = argmax, loss, losses } = requireBlock(blocks, objective)
  const network = buildNetwork(plan, blocks)
  const scores = memoize(network.logits)
  const params = objective.params as never
  const { parts: generator } = network.generator ?? {}
  return {
    network,
    ...chooseTrainable(namedParameters({ ...network.parts, ...(generator ? { generator } : {}) }), network, plan),
    collator: trainingCollator(plan, blocks),
    loss: (hidden, labels, training) =>
      requireAbility(loss, 'loss', objective.block)(scores(hidden), { labels, training }, params),
    predict: hidden => guess(scores(hidden)),
    ...(losses ? { losses: (feeds, chance) => losses(network, feeds, chance, params) } : {}),
  }
}

/** What fills the batches of a plan's training. */
export const trainingCollator = (plan: Plan, blocks: Blocks): Collator =>
  withDecoderStart(decoderStartId(plan, blocks), collatorOf(plan.batches, blocks))

/** What targets begin with, for networks that were trained with another token than the padding of our collators, as Facebook's BART. */
export function decoderStartId(plan: Plan, blocks: Blocks): number | undefined {
  const { decoder_start_token_id: start } = networkConfig(plan, blocks)
  return typeof start === 'number' && start !== plan.batches.tokens.vocabulary.pad ? start : undefined
}

/** The same tensor for the same tensor: what is asked for twice is computed once. */
function memoize(f: (x: Tensor) => Tensor): (x: Tensor) => Tensor {
  const known = new WeakMap<Tensor, Tensor>()
  return x => {
    const y = known.get(x) ?? f(x)
    known.set(x, y)
    return y
  }
}

/** Which parameters there are, and which of them learn. */
function chooseTrainable(named: ReadonlyMap<string, Tensor>, { family }: Network, plan: Plan) {
  const { start } = plan.objective.network
  if (!start) return { parameters: named }
  // the network that makes the task learns whole, since the folder may have none to begin with
  const loaded = new Map([...named].filter(([name]) => !isGeneratorParameter(name)))
  const names = [...loaded.keys()]
  if (start.adapt) {
    const { adapters, added } = loraAdapters(loaded, { ...start.adapt, freeze: start.freeze, family })
    const frozen = new Set(names.filter(name => !(needsNewHead(plan) && isHeadParameter(name, family))))
    return { parameters: new Map([...named, ...added]), frozen, adapters }
  }
  const early = (name: string) =>
    isEmbeddingParameter(name, family) || (layerIndexOf(name) ?? start.freeze) < start.freeze
  return { parameters: named, frozen: new Set(start.freeze > 0 ? names.filter(early) : []) }
}

/** The output layer that is wanted is not the one that the weights to start from have. BERT as its authors trained it has one over words, too. */
export function needsNewHead({ objective: { network, head }, batches }: Plan): boolean {
  const wanted: SavedHead = head ?? 'words'
  const { start } = network
  if (!start || (start.head === 'pretraining' && wanted === 'words')) return false
  const labels = batches.tokens.rows.labels ?? []
  return start.head !== wanted || start.several === true || (labels.length > 0 && !sameLabels(start.labels, labels))
}

/** Transformers calls labels LABEL_0, LABEL_1, … when nobody has named them. */
const sameLabels = (found: readonly string[], wanted: readonly string[]): boolean =>
  found.length === wanted.length && found.every((name, i) => name === wanted[i] || name === `LABEL_${i}`)

/** Parameters that training changes. */
export const trainableParameters = ({ parameters, frozen }: Model): ReadonlyMap<string, Tensor> =>
  frozen ? new Map([...parameters].filter(([name]) => !frozen.has(name))) : parameters

export function buildNetwork(plan: Plan, blocks: Blocks): Network {
  const { network: use, head } = plan.objective
  const { build, heads } = requireAbility(requireBlock(blocks, use).network, 'network', use.block)
  const words = networkConfig(plan, blocks)
  if (!head) return build(words)
  const buildHead = requireAbility(heads?.[head], `head '${head}'`, use.block)
  return withClass(buildHead(withLabels(words, plan.batches.tokens.rows.labels ?? [])), head)
}

/** With the name of its Transformers class in its config. */
function withClass(network: Network, head: HeadKind): Network {
  const { config, family } = network
  const name = requireAbility(family.classes[head], `Transformers class for head '${head}'`, String(config.model_type))
  return { ...network, config: { ...config, architectures: [name] } }
}

/** Of the network with an output of words. */
function networkConfig({ objective: { network: use }, batches }: Plan, blocks: Blocks): ModelConfig {
  const { config } = requireAbility(requireBlock(blocks, use).network, 'network', use.block)
  return config(use.params as never, batches.tokens.vocabulary)
}

/** A config with the names of the classes that the head tells apart. */
const withLabels = (config: ModelConfig, labels: readonly string[]): ModelConfig => ({
  ...config,
  ...(labels.length > 0
    ? {
        id2label: Object.fromEntries(labels.entries()),
        label2id: Object.fromEntries(labels.map((label, i) => [label, i])),
      }
    : {}),
})

function requireAbility<T>(found: T | undefined, what: string, block: string): T {
  if (!found) throw new Error(`buildModel: block '${block}' has no ${what}`)
  return found
}

/** The collator's feeds as inputs of a program. */
export const collatorInputs = ({ collator }: Model, batchSize: number): Feeds =>
  Object.fromEntries(
    Object.entries(collator.feeds(batchSize)).map(([name, { shape, dtype }]) => [name, input(name, shape, dtype)]),
  )

/** The rows of a batch that have a right answer. */
export interface SupervisedRows {
  /** What the output layer reads, [rows, C]. */
  readonly hidden: Tensor
  readonly labels: Tensor
  /** What each counts, [rows]. */
  readonly weights: Tensor
}

/** The rows of a batch that carry loss; without dropout they are for a measurement. */
export function supervisedRows(model: Model, batchSize: number, dropout = noDropout): SupervisedRows {
  const { labels, weights, rows, ...inputs } = collatorInputs(model, batchSize)
  if (!labels || !weights) throw new Error('supervisedRows: the collator gives no labels or weights')
  const all = model.network.hidden(inputs as unknown as NetworkInputs, dropout)
  // the output layer is the most expensive part: it runs only where there is loss
  return { hidden: rows ? gather(all, rows) : all, labels, weights }
}
