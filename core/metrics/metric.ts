import type { Text } from '../text.ts'

/** What metrics compare, by what was predicted: the right values first, then what the model said, one for each row. */
export interface MetricSources {
  /** Ids of tokens. */
  readonly tokens: readonly [truth: readonly number[], predicted: readonly number[]]
  /** Ids of classes. */
  readonly classes: readonly [truth: readonly number[], predicted: readonly number[]]
  /** Numbers in the labels' own unit. */
  readonly numbers: readonly [truth: readonly number[], predicted: readonly number[]]
  /** Yes or no. */
  readonly flags: readonly [truth: readonly boolean[], predicted: readonly boolean[]]
  /** The tags of each sentence, such as B-PER. */
  readonly tags: readonly [truth: readonly (readonly string[])[], predicted: readonly (readonly string[])[]]
  /** First and last token of each answer. */
  readonly spans: readonly [truth: readonly TokenSpan[], predicted: readonly TokenSpan[]]
  /** Answers as texts. */
  readonly answers: readonly [truth: readonly string[], predicted: readonly string[]]
  /** Whole texts. */
  readonly texts: readonly [references: readonly string[], generated: readonly string[]]
  /** A total loss in nats, and the UTF-8 bytes of the text that its labels spell. */
  readonly bytes: readonly [nats: number, bytes: number]
  /** A mean loss in nats per token, of a model whose probabilities multiply to that of a text. */
  readonly loss: readonly [loss: number]
}

export type TokenSpan = readonly [first: number, last: number]
export type MetricSource = keyof MetricSources

/**
 * How a value is written. fraction: of 1, as percent. score: of 100. number: in a unit of its own, which `symbol` or the title
 * names.
 */
export type MetricUnit = 'fraction' | 'score' | 'number'

/**
 * One measurement: how it is called, which values are better, and how it is computed. A file of core/metrics that exports one
 * (or a list) as its default adds it to every training, evaluation, comparison, table and chart that has its source.
 */
export interface Metric {
  /** Under which it is stored and reported, as `<id>` or `<split>/<id>`. */
  readonly id: string
  readonly title: Text
  readonly unit: MetricUnit
  /** What stands behind a number, such as nats/token. */
  readonly symbol?: string
  /** Which of two values is the better one. Absent where neither is: a learning rate. */
  readonly better?: 'up' | 'down'
  /** Place in tables, the smallest first. Those without one come last, by id. */
  readonly order?: number
  /** Runs may be compared by it that read the same text, whatever their tokenizer and objective. */
  readonly acrossObjectives?: true
  /** Describes the training itself, not what the model can do: evaluations and comparisons leave it out. */
  readonly aboutTraining?: true
  /** Ids that earlier versions stored it under. */
  readonly aliases?: readonly string[]
  /** Its value, by the source that it is computed from; undefined where it means nothing for these rows. */
  readonly from?: {
    readonly [K in MetricSource]?: (...compared: MetricSources[K]) => number | undefined
  }
}

/** Default export of a file of metrics. */
export type MetricFile = { readonly default?: Metric | readonly Metric[] }
