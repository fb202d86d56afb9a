import type { Batch, Collator } from '../data/batch.ts'
import type { TokenizerRecipe } from '../data/tokenizer-recipe.ts'
import type { Dropout } from '../nn/dropout.ts'
import type { HeadBuilders } from '../nn/head.ts'
import type { ModelConfig, Network, NetworkFamily } from '../nn/network.ts'
import type { Batches, FileSource, Task, Vocabulary } from '../plan/plan.ts'
import type { Sample } from '../run/report.ts'
import type { Tensor } from '../tensor/tensor.ts'
import type { Text } from '../text.ts'
import type { OptimizerDefinition } from '../train/optimizers/optimizer.ts'
import type { LearningRateSchedule } from '../train/schedules/schedule.ts'

/** The part of the data a row belongs to: training, validation during training, or the held-out test. */
export type Split = 'train' | 'validation' | 'test'

/** One row of a data stream: its texts by column, and its split. */
export interface Row {
  readonly texts: Readonly<Record<string, string>>
  readonly part: Split
  /** The split that the name of its file suggests (train.csv, test/…); used only where a block asks for it. */
  readonly named?: Split
}

/**
 * Rows in chunks of some hundred (or about 1 MB of text). A stream can be read more than once and gives the same rows each
 * time, so a block that must know how many there are reads it once to count. Nothing holds all texts in memory.
 */
export type RowStream = AsyncIterable<readonly Row[]>

/** What the code of a block can do once a plan is executed; each kind of block brings one of these. */
export interface BlockAbilities<P> {
  /** Changes rows on their way from the source. Problems may be refused when the stream is read. */
  readonly rows?: (rows: RowStream, params: P) => RowStream
  /** `rows` treats each row by itself (cleans, cuts, drops), so it can also be applied to the rows of another file. */
  readonly eachRow?: true
  /** How the tokenizer of a plan is trained on its texts. */
  readonly tokenizer?: (params: P) => TokenizerRecipe
  /** Combines the row streams at its inputs, given by port name, into one. */
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
    /** The same network with an output other than the vocabulary. */
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
  readonly losses?: (network: Network, feeds: Feeds, random: RandomInputs, params: P) => RowLosses
  /** The prediction for each row, [rows], as a metric compares it with the labels. Default: the most likely label. */
  readonly predict?: (logits: Tensor) => Tensor
  /** How parameters are updated; its settings are the block's parameters. */
  readonly optimizer?: OptimizerDefinition<P>
  /** Shapes of the learning rate that its parameter `shape` chooses from. */
  readonly schedules?: readonly LearningRateSchedule[]
  /** The task that the objective brings: what lists of runs, checks, evaluations and the window need to know of it. */
  readonly task?: TaskFacts
  /** Metrics beside the loss, by the ids of core/metrics; computeFrom() gives all of one kind. */
  readonly metrics?: (evaluated: readonly EvaluatedBatch[], batches: Batches) => Readonly<Record<string, number>>
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

/** The sources of randomness of an objective: the int32 scalar `seed` differs in every step. */
export interface RandomInputs {
  readonly dropout: Dropout
  readonly seed: Tensor
}

/** What an objective that runs the network itself gives for a batch. */
export interface RowLosses {
  /** Negative log-likelihoods [rows], and how much each counts [rows]: those of a batch's supervised rows add up to their number. */
  readonly losses: Tensor
  readonly weights: Tensor
  /** The prediction for each row that metrics get. */
  readonly predictions?: Tensor
}

/** A validation batch and the network's prediction for each of its rows. */
export interface EvaluatedBatch {
  readonly batch: Batch
  readonly predictions: Float64Array
}

/** What `loss` gets beside the logits. */
export interface LossInputs {
  /** [rows] */
  readonly labels: Tensor
  /** False where the loss is only measured: then regularisation such as label smoothing is off. */
  readonly training: boolean
}

/** What an objective among these blocks says of a task; undefined for one of another version. */
export const taskFacts = (blocks: Iterable<{ readonly task?: TaskFacts }>, id: Task): TaskFacts | undefined =>
  [...blocks].find(({ task }) => task?.id === id)?.task
