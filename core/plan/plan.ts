/** The plan: everything a run needs, resolved to plain JSON. It is hashed, stored, diffed and exported. */

import type { Column } from '../data/batch.ts'
import type { QaInputLayout } from '../data/qa-windows.ts'

/** A block and its parsed parameters: whoever executes a plan looks the block's code up by this id. */
export interface BlockUse {
  readonly block: string
  readonly params: Readonly<Record<string, unknown>>
}

export type Source = { readonly kind: 'sample'; readonly name: string } | FileSource | JoinedSource

/** Rows of several sources, each after row blocks of its own, by the port of the block that joins them. */
export interface JoinedSource {
  readonly kind: 'join'
  readonly join: BlockUse
  readonly parts: Readonly<Record<string, Rows>>
}

/** Files on this computer: a file, a folder, or a pattern with *. */
export interface FileSource {
  readonly kind: 'files'
  readonly path: string
  /** How they are read: see main/data/sources. */
  readonly format: string
  /** What the letters are written in; absent: whatever the bytes say. */
  readonly encoding?: string
  /** The table's own name of each column, where it has another. */
  readonly named?: Readonly<Partial<Record<Column | 'start', string>>>
  /** Other columns of the table, for blocks that choose rows by them. */
  readonly keep?: readonly string[]
  /** What else such files want to be told, for example the sign between the cells of a line. */
  readonly options?: Readonly<Record<string, string | number | boolean>>
}

/** Rows of text in named columns, as they come from a source and through the row blocks after it. */
export interface Rows {
  readonly source: Source
  readonly columns: readonly Column[]
  /** Other columns that travel along, for blocks that choose rows by them. */
  readonly others?: readonly string[]
  /** The columns of the source, where a row block changed them. */
  readonly from?: readonly Column[]
  /** What `label` or `tags` may say, in order; their tokens are the places in this list. */
  readonly labels?: readonly string[]
  /** Row blocks in order, for example the train/validation split. */
  readonly steps: readonly BlockUse[]
}

/** Ids that have a meaning of their own. The sentinel k (k = 0, 1, …) is `size − 1 − k`, as in T5. */
export interface Vocabulary {
  readonly size: number
  readonly pad: number
  readonly begin: number
  readonly end: number
  readonly mask?: number
  readonly sentinels: number
  /** What the file of a tokenizer from elsewhere puts around a text; where it says nothing, our own ways count (core/plan/special-tokens.ts). */
  readonly frame?: SpecialTokens
}

/** Special tokens around a text. */
export interface SpecialTokens {
  readonly before: readonly number[]
  readonly after: readonly number[]
}

export interface Tokens {
  readonly rows: Rows
  readonly tokenizer: BlockUse
  /** The tokenizer.json to take as it is; without one, a tokenizer is trained. */
  readonly file?: string
  /** The columns that a tokenizer is trained on; all texts when absent. */
  readonly learnsFrom?: readonly Column[]
  readonly vocabulary: Vocabulary
}

/**
 * The id of a task, declared by an objective (TaskFacts). Ours are causal: predict the next token; masked: name hidden tokens;
 * seq2seq: write a target from a source; class: say what a text is; score: give it a number; tags: say what each word is;
 * answer: point at the answer to a question.
 */
export type Task = string

export interface Batches {
  readonly tokens: Tokens
  readonly collator: BlockUse
  readonly task: Task
  /** Longest input (and, for seq2seq, target) in tokens that a batch holds. */
  readonly length: number
  readonly targetLength?: number
  /** Longest source and target of a pair, where one input holds both. */
  readonly limits?: { readonly source: number; readonly target: number }
  readonly asking?: PromptFormat
}

/** How a trained model is asked, where its task alone does not say: special tokens around what a person writes, and what it answers. */
export interface PromptFormat {
  readonly before?: readonly number[]
  readonly after?: readonly number[]
  /** whole: the text again, repaired. rest: how the text goes on. Absent: pieces for its gaps, or the target of a pair. */
  readonly writes?: 'whole' | 'rest'
  /** What is said of a text holds each for itself: any number of labels, or a number for each. */
  readonly several?: true
  /** How a question is read together with the text that holds its answer. */
  readonly pair?: QaInputLayout
  /** How a model from elsewhere writes, as its files say. */
  readonly writing?: GenerationRules
}

/** The tokens that end what a model writes, those that come first or, when a text becomes as long as it may, last, and those that it never writes. */
export interface GenerationRules {
  readonly ends: readonly number[]
  readonly banned: readonly number[]
  readonly first?: number
  readonly last?: readonly number[]
}

export type NetworkKind = 'decoder' | 'encoder' | 'encoder-decoder'

export interface NetworkPlan extends BlockUse {
  readonly kind: NetworkKind
  /** Longest input the network accepts in tokens; undefined when it has no limit. */
  readonly maxLength?: number
  /** Output layers it can have where its kind does not tell. */
  readonly heads?: readonly HeadKind[]
  /** What it begins with, when it is not trained from scratch. */
  readonly start?: PretrainedStart
}

/** Weights that somebody trained before, and which of them training leaves alone. */
export interface PretrainedStart {
  /** The model's folder. */
  readonly folder: string
  /** Rows of its word table: a tokenizer may not have more tokens. */
  readonly words: number
  /** The output layer that the folder has; where another is wanted, that one starts fresh. */
  readonly head: SavedHead
  /** What that layer tells apart. */
  readonly labels: readonly string[]
  /** It says each of them for itself, so that any number of them may hold: another layer than one that chooses. */
  readonly several?: true
  /** Layers at the beginning of each stack that stay as they are, together with the tables before them. 0 is none. */
  readonly freeze: number
  /** Learn small additions to the weights instead of the weights (LoRA). */
  readonly adapt?: LoraSettings
}

export interface LoraSettings {
  readonly rank: number
  readonly alpha: number
  readonly targets: 'attention' | 'all'
}

export interface ObjectivePlan extends BlockUse {
  readonly task: Task
  /** Output layer of the network; default: words. */
  readonly head?: HeadKind
  readonly network: NetworkPlan
}

export interface Schedule {
  /** The id of a schedule, see core/train/schedules. */
  readonly shape: string
  /** Steps of warmup; below 1, a share of all steps. */
  readonly warmup: number
  /** Final learning rate as a share of the peak. */
  readonly floor: number
}

export interface Optimizer {
  /** The id of an optimizer, see core/train/optimizers. */
  readonly kind: string
  /** The peak. */
  readonly learningRate: number
  /** Largest global L2 norm of the gradient; 0 turns clipping off. */
  readonly clip: number
  readonly schedule: Schedule
  /** Settings of its own, for example `beta1`. */
  readonly [setting: string]: unknown
}

export interface Training {
  /** One of the two: optimizer steps, or passes over the training data. */
  readonly steps?: number
  readonly epochs?: number
  readonly batchSize: number
  /** Micro-batches added up before one optimizer step. */
  readonly accumulate: number
  readonly evaluateEvery: number
  readonly evaluationBatches: number
  readonly checkpointEvery: number
  readonly seed: number
  /** A device of the engine, or `auto`. */
  readonly device: string
  /** What computes; absent: see `defaultEngine`. */
  readonly engine?: string
}

export interface Plan {
  readonly format: 'patchbay-plan/1'
  readonly name: string
  readonly batches: Batches
  readonly objective: ObjectivePlan
  readonly optimizer: Optimizer
  readonly training: Training
}

/** What flows through each type of port when a graph is compiled. */
export interface PortValues {
  rows: Rows
  tokens: Tokens
  batches: Batches
  network: NetworkPlan
  objective: ObjectivePlan
  optimizer: Optimizer
  schedule: Schedule
  plan: Omit<Plan, 'name' | 'format'>
}

export type PortType = keyof PortValues

/**
 * What a head scores, and so the shape of its logits. class: what a text is [B, classes]. tags: what each token is
 * [B·T, tags]. answer: where an answer starts, then where it ends [2·B, T]. replaced: whether a token is wrong [B·T, 1].
 */
export type HeadKind = 'class' | 'tags' | 'answer' | 'replaced'

/** What the last layers of a saved model are: a language model head, one of our other heads, BERT's two pre-training heads, or none. */
export type SavedHead = 'words' | HeadKind | 'pretraining' | 'none'

/** The three ways of learning between which a pipeline can be switched as it is. */
export type ObjectiveFamily = 'causal' | 'masked' | 'seq2seq'
export const objectiveFamilies: readonly ObjectiveFamily[] = ['causal', 'masked', 'seq2seq']
