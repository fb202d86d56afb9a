import { type Text, text } from '../text.ts'
import type { MetricValue } from './report.ts'

/** What a model was measured to do with rows of data. */
export interface Evaluation {
  readonly task: string
  /** The checkpoint's folder. */
  readonly folder: string
  /** Where the rows are from: a file of the user's, what the run never saw, what it kept back, or (when it kept nothing back) what it learned from. */
  readonly data: 'file' | 'test' | 'validation' | 'train'
  /** Rows that were measured, of all there are. */
  readonly rows: number
  readonly of: number
  readonly seconds: number
  /** By the ids of core/metrics. */
  readonly measures: Readonly<Record<string, MetricValue>>
  /** What was found of each label, for tasks that tell labels apart. */
  readonly labels?: readonly LabelScores[]
  /** A few of the texts that were written, where the task is to write. */
  readonly written?: readonly GeneratedText[]
}

export interface LabelScores {
  readonly label: string
  /** How often it is right, and how often the model says it. */
  readonly count: number
  readonly said: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

export interface GeneratedText {
  readonly source: string
  readonly wanted: string
  readonly written: string
}

/** What the evaluation is busy with; done and total count batches (loss) or texts (write). */
export interface EvaluationProgress {
  readonly part: 'read' | 'loss' | 'write'
  readonly done: number
  readonly total: number
  readonly perSecond?: number
  readonly secondsLeft?: number
}

export type EvaluationEvent =
  | { readonly kind: 'progress'; readonly progress: EvaluationProgress }
  | { readonly kind: 'done'; readonly evaluation: Evaluation }

/** What an evaluation is busy with, in words. */
export const evaluationPhaseTexts: Readonly<Record<EvaluationProgress['part'], Text>> = {
  read: text('reading the data', '读取数据'),
  loss: text('evaluating', '评估'),
  write: text('generating', '生成'),
}

/** Where its rows are from, in words after their number (English) or before it (Chinese). */
export const evaluationDataTexts: Readonly<Record<Evaluation['data'], Text>> = {
  file: text('from the file', '文件'),
  test: text('from the test split, which the run never saw', '测试集（训练时从未见过）的数据'),
  validation: text('from the validation split of the run', '该运行的验证集数据'),
  train: text('from the training data: nothing was held out', '训练数据（没有留出数据）'),
}

/** Headings over what was found of each label, in the order of `LabelFound`. */
export const labelScoreHeadings: readonly Text[] = [
  text('label', '标签'),
  text('actual', '实际'),
  text('predicted', '预测'),
  text('precision', '精确率'),
  text('recall', '召回率'),
  text('F1', 'F1'),
]

/** Headings over texts that were written, in the order of `WrittenText`. */
export const generatedTextHeadings: readonly Text[] = [
  text('source', '源文'),
  text('wanted', '目标'),
  text('written', '写出'),
]
