import { z } from 'zod'
import type { Batch, Collator } from '../data/batch.ts'
import type { TokenizerRecipe } from '../data/tokenizer-recipe.ts'
import type { Dropout } from '../nn/dropout.ts'
import type { HeadBuilders } from '../nn/head.ts'
import type { ModelConfig, Network, NetworkFamily } from '../nn/network.ts'
import type { ObjectiveFamily } from '../plan/objective-family.ts'
import type { Batches, BlockUse, FileSource, PortType, PortValues, Task, Vocabulary } from '../plan/plan.ts'
import type { Sample } from '../run/report.ts'
import type { Tensor } from '../tensor/tensor.ts'
import type { Text } from '../text.ts'
import type { OptimizerDefinition } from '../train/optimizers/optimizer.ts'
import type { LearningRateSchedule } from '../train/schedules/schedule.ts'

export type Category = 'data' | 'text' | 'collate' | 'model' | 'objective' | 'train' | 'output'

export interface Port<T extends PortType = PortType> {
  readonly type: T
  readonly label: Text
  readonly optional?: boolean
}

type Ports = Readonly<Record<string, Port>>
type PortInputs<P extends Ports> = {
  readonly [K in keyof P]: P[K] extends { optional: true }
    ? PortValues[P[K]['type']] | undefined
    : PortValues[P[K]['type']]
}

/** What a row is for: to learn from, to look at while learning, or kept for an evaluation in the end. */
export type Split = 'train' | 'validation' | 'test'

/** A row on its way from a source: its texts by column, and the part it belongs to. */
export interface Row {
  readonly texts: Readonly<Record<string, string>>
  readonly part: Split
  /** The part that the name of its file tells (train.csv, test/…). Nothing goes by it unless somebody asks for that. */
  readonly named?: Split
}

/**
 * Rows on their way, some hundred at a time (or about 1 MB of text). A stream may be read more than once and gives the same
 * rows each time, so a block that must know how many there are reads it once to count. Nothing holds all texts in memory.
 */
export type RowStream = AsyncIterable<readonly Row[]>

/** What the code of a block can do once a plan is executed; each kind of block brings one of these. */
export interface BlockAbilities<P> {
  /** Changes rows on their way from the source. Problems may be refused when the stream is read. */
  readonly rows?: (rows: RowStream, params: P) => RowStream
  /** `rows` looks at each row by itself (cleans, cuts, leaves out), so that the rows of any other file go through it, too. */
  readonly eachRow?: true
  /** How the tokenizer of a plan is learned from its texts. */
  readonly tokenizer?: (params: P) => TokenizerRecipe
  /** Makes one stream of the rows at its inputs, by their names. */
  readonly join?: (parts: Readonly<Record<string, RowStream>>, params: P) => RowStream
  readonly collator?: (batches: Batches, params: P) => Collator
  /** Transformers' config.json of the network, and the network that such a config describes. */
  readonly network?: {
    /** Undefined for a block that builds networks of other blocks' families. */
    readonly family?: NetworkFamily
    readonly config: (params: P, vocabulary: Vocabulary) => ModelConfig
    readonly build: (config: ModelConfig) => Network
    /** A config from elsewhere, corrected by which tensors lie beside it, for networks whose config alone does not tell. */
    readonly normalizeConfig?: (config: ModelConfig, has: (tensor: string) => boolean) => ModelConfig
    /** The same network with an output other than words. */
    readonly heads?: HeadBuilders
    /** The network with all the heads its authors trained it with, where the family has such a class of its own. */
    readonly pretraining?: (config: ModelConfig) => Network
  }
  /**
   * What the app finds out about the folder in the parameter `path` before compile(), and hands over as the parameter
   * `found`: blocks themselves do not read files. model: its config.json. tokenizer: its special tokens and their number.
   */
  readonly facts?: 'model' | 'tokenizer'
  /**
   * The table that a source with these parameters reads: the app looks at its beginning before compile() and hands over what
   * it finds (core/data/table-facts.ts) as the parameter `found`. Undefined while no file is chosen.
   */
  readonly table?: (params: P) => FileSource | undefined
  /** The column of that table that says what the labels are, told by its beginning; undefined where it has none, or they are listed. */
  readonly labelColumn?: (params: P) => string | undefined
  /** Endings of the files that the block reads, for files that are dropped on the canvas: “.csv”; or whole names: “tokenizer.json”. */
  readonly fileExtensions?: readonly string[]
  /** Parameters for a file that begins like this, where they are not the default. */
  readonly sniffParams?: (beginning: string) => Partial<P>
  /** Negative log-likelihood [rows] of the labels, from what the output layer says of each row [rows, …]. */
  readonly loss?: (logits: Tensor, inputs: LossInputs, params: P) => Tensor
  /** In place of `loss`, for objectives that run the network themselves. */
  readonly losses?: (network: Network, feeds: Feeds, chance: RandomInputs, params: P) => RowLosses
  /** What the network takes each row for, [rows], as a measurement compares it with the labels. Default: the likeliest label. */
  readonly predict?: (logits: Tensor) => Tensor
  /** How parameters are updated; its settings are the block's parameters. */
  readonly optimizer?: OptimizerDefinition<P>
  /** Shapes of the learning rate that its parameter `shape` chooses from. */
  readonly schedules?: readonly LearningRateSchedule[]
  /** The task that the objective brings: what lists of runs, checks, evaluations and the window need to know of it. */
  readonly task?: TaskFacts
  /** Measurements beside the loss, by the ids of core/metrics; computeFrom() gives all of one kind. */
  readonly metrics?: (judged: readonly EvaluatedBatch[], batches: Batches) => Readonly<Record<string, number>>
}

/**
 * What the app knows of a task. One objective declares it; further objectives of the same task name its id in their plan.
 * How a trained model answers is declared in main/engine/inference/tasks.
 */
export interface TaskFacts {
  /** As plans, runs and collators name it. */
  readonly id: Task
  /** In lists of runs and comparisons. */
  readonly title: Text
  /** What the objective is, in the middle of a sentence. */
  readonly name: Text
  /** What a collator for it makes, in the middle of a sentence. */
  readonly batches: Text
  /** The probabilities of the labels multiply to that of a text, so that the loss gives a perplexity. */
  readonly ofText?: true
  /** The form in which a model answers. */
  readonly answer: Sample['task']
  /** Its collators or objectives answer in several forms: the newest sample of a run tells which. */
  readonly answersVary?: true
}

/** The collator's feeds by name, as tensors. */
export type Feeds = Readonly<Record<string, Tensor>>

/** What an objective may leave to chance: the int32 scalar `seed` is another one in every step. */
export interface RandomInputs {
  readonly dropout: Dropout
  readonly seed: Tensor
}

export interface RowLosses {
  /** Negative log-likelihoods [rows], and how much each counts [rows]: those of a batch's supervised rows add up to their number. */
  readonly losses: Tensor
  readonly weights: Tensor
  /** What a measurement is told of each row. */
  readonly predictions?: Tensor
}

/** A held-back batch and what the network took its rows for. */
export interface EvaluatedBatch {
  readonly batch: Batch
  readonly predictions: Float64Array
}

export interface LossInputs {
  /** [rows] */
  readonly labels: Tensor
  /** False where the loss is a measurement: what only helps to learn (smoothing) is left out. */
  readonly training: boolean
}

/** A known size of a block: values for some of its parameters, set together. */
export interface Preset<P = Readonly<Record<string, unknown>>> {
  readonly name: Text
  /** Where it can be trained in a time that a person waits for. */
  readonly needs: 'laptop' | 'large'
  readonly params: P
}

/** The way of learning that a block belongs to. A pipeline that is switched to it gets the `usual` one of each kind, where it fits. */
export interface FamilyMembership {
  readonly by: ObjectiveFamily
  readonly usual?: boolean
}

export interface BlockSpec<I extends Ports, O extends Ports, P extends z.ZodObject> extends BlockAbilities<z.infer<P>> {
  readonly id: string
  readonly category: Category
  readonly title: Text
  /** One or two sentences for a person who does not program: what it does and when to use it. */
  readonly help: Text
  readonly inputs: I
  readonly outputs: O
  readonly params: P
  readonly learns?: FamilyMembership
  /** Its known sizes by id, the smallest first. */
  readonly presets?: Readonly<Record<string, Preset<Partial<z.input<P>>>>>
  /**
   * What a block that is placed now begins with where that is not the default. A file that leaves a parameter out means the
   * default for ever; so a default that has proved wrong is mended here.
   */
  readonly initialParams?: Partial<z.input<P>>
  /** Plain JSON in, plain JSON out. Throws a Refusal (see refuse()) when the user must change something. */
  readonly compile: (inputs: PortInputs<I>, params: z.infer<P>) => PortInputs<O>
}

/** A block as the rest of the app sees it: ports and parameters are checked by `check`, so values are loosely typed here. */
export interface Block extends BlockAbilities<never> {
  readonly id: string
  readonly category: Category
  readonly title: Text
  readonly help: Text
  readonly inputs: Ports
  readonly outputs: Ports
  readonly params: z.ZodObject
  readonly learns?: FamilyMembership
  readonly presets?: Readonly<Record<string, Preset>>
  readonly initialParams?: Readonly<Record<string, unknown>>
  readonly compile: (inputs: never, params: never) => Readonly<Record<string, unknown>>
}

/** Declares a block. A file in nodes/ exports one as its default. */
export const block = <const I extends Ports, const O extends Ports, P extends z.ZodObject>(
  spec: BlockSpec<I, O, P>,
): Block => spec as unknown as Block

const portLabels: Readonly<Record<PortType, Text>> = {
  rows: { en: 'rows', zh: '数据行' },
  tokens: { en: 'tokens', zh: '词元' },
  batches: { en: 'batches', zh: '批次' },
  network: { en: 'network', zh: '网络' },
  objective: { en: 'objective', zh: '目标' },
  optimizer: { en: 'optimizer', zh: '优化器' },
  schedule: { en: 'schedule', zh: '学习率计划' },
  plan: { en: 'training', zh: '训练' },
}

/** A required port; its label is the name of what flows through it. */
export const port = <T extends PortType>(type: T): { type: T; label: Text } => ({ type, label: portLabels[type] })
export const optionalPort = <T extends PortType>(type: T): { type: T; label: Text; optional: true } => ({
  ...port(type),
  optional: true,
})

interface ParamTexts {
  readonly label: Text
  /** What it does, and when to change it. */
  readonly help: Text
  readonly unit?: Text
  /** How the form draws it, where the schema does not say. model: a folder, or `run:` and the name of a run. column: one of the table's. columns: names for those that come in. hub: where a download lies. */
  readonly control?: 'path' | 'model' | 'paragraph' | 'column' | 'columns' | 'hub'
  /** Not the user's to set: forms leave it out. */
  readonly hidden?: boolean
  readonly advanced?: boolean
  /** Names of an enum's values. */
  readonly choices?: Readonly<Record<string, Text>>
  /** Which more values there are, only the app knows: the devices of its engines. */
  readonly choicesFrom?: 'engines'
}

/** A parameter: its schema with default, and its texts, which travel in the JSON Schema the form is drawn from. */
export const param = <S extends z.ZodType>(schema: S, texts: ParamTexts): S => schema.meta({ ...texts })

/** What a parameter's declaration says of it beside its schema. */
export const paramTextsOf = (schema: unknown): Partial<ParamTexts> =>
  ((schema as z.ZodType).meta() ?? {}) as Partial<ParamTexts>

/** A block as it is served to a window: data only, with its parameters as JSON Schema. */
export interface BlockInfo {
  readonly id: string
  readonly category: Category
  readonly title: Text
  readonly help: Text
  readonly inputs: Ports
  readonly outputs: Ports
  readonly params: Readonly<Record<string, unknown>>
  readonly learns?: FamilyMembership
  readonly task?: TaskFacts
  /** Its known sizes by id, the smallest first; none when its size is no question. */
  readonly presets: Readonly<Record<string, Preset>>
  /** Parameters of a freshly placed block. */
  readonly defaults: Readonly<Record<string, unknown>>
}

export const blockInfo = (b: Block): BlockInfo => ({
  id: b.id,
  category: b.category,
  title: b.title,
  help: b.help,
  inputs: b.inputs,
  outputs: b.outputs,
  params: z.toJSONSchema(visibleParams(b.params), { io: 'input' }) as Record<string, unknown>,
  ...(b.learns ? { learns: b.learns } : {}),
  ...(b.task ? { task: b.task } : {}),
  presets: b.presets ?? {},
  defaults: defaultParams(b),
})

/** The parameters that are the user's to set. */
const visibleParams = (params: z.ZodObject): z.ZodObject => {
  const hidden = Object.entries(params.shape).flatMap(([name, schema]) => (isHidden(schema) ? [name] : []))
  return hidden.length === 0 ? params : params.omit(Object.fromEntries(hidden.map(name => [name, true])) as never)
}
const isHidden = (schema: unknown) => paramTextsOf(schema).hidden === true

/** What a placed block begins with; a parameter without a default (a path) is left out until the user gives it. */
function defaultParams(b: Block): Record<string, unknown> {
  const known = Object.entries(visibleParams(b.params).shape).flatMap(([name, schema]) => {
    const parsed = (schema as z.ZodType).safeParse(undefined)
    return parsed.success && parsed.data !== undefined ? [[name, parsed.data] as const] : []
  })
  return { ...Object.fromEntries(known), ...b.initialParams }
}

/** All blocks by id, as nodes/ gives them. */
export type Blocks = ReadonlyMap<string, Block>

/** What an objective among these blocks says of a task; undefined for one of another version. */
export const taskFacts = (blocks: Iterable<{ readonly task?: TaskFacts }>, id: Task): TaskFacts | undefined =>
  [...blocks].find(({ task }) => task?.id === id)?.task

/** The block a plan names, or a bug: a plan only ever names blocks that were there when it was compiled. */
export function requireBlock(blocks: Blocks, use: BlockUse): Block {
  const found = blocks.get(use.block)
  if (!found) throw new Error(`find: this version has no block '${use.block}'`)
  return found
}
