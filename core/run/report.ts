import type { Problem } from '../problem.ts'
import type { Text } from '../text.ts'

/** JSON has no NaN or infinity: they travel as words. */
export type MetricValue = number | 'NaN' | 'Infinity' | '-Infinity'

export interface TokenProbability {
  readonly text: string
  readonly probability: number
}

/** A part of a text that a model points at: its characters `from` up to `to` (UTF-16 units), and what they are. */
export interface LabeledSpan extends TokenProbability {
  readonly from: number
  readonly to: number
  readonly label?: string
}

/**
 * What a model says to one input. `blanks` holds the candidates of each hidden place, best first; `spans` the words it tagged, or
 * the answer it found in the context.
 */
export interface Sample {
  readonly task: 'continue' | 'fill' | 'restore' | 'translate' | 'class' | 'score' | 'tags' | 'spot' | 'answer'
  readonly input: string
  /** The text that a question is about. */
  readonly context?: string
  readonly output: string
  readonly blanks?: readonly (readonly TokenProbability[])[]
  readonly spans?: readonly LabeledSpan[]
}

export type EnginePhase = 'read' | 'tokenizer' | 'tokens' | 'build' | 'shaders' | 'train' | 'evaluate' | 'checkpoint'

/** What an engine says, one JSON object a line on stdout. */
export type EngineReport =
  | {
      readonly t: 'start'
      readonly engine: string
      readonly device: string
      readonly parameters: number
      readonly steps: number
      readonly tokensPerStep: number
      /** Floating point operations of the matrix products of one step. */
      readonly flopsPerStep: number
      readonly vocabulary: number
    }
  /** What the engine is busy with; done and total count the same thing, when it is known. */
  | {
      readonly t: 'phase'
      readonly phase: EnginePhase
      readonly done?: number
      readonly total?: number
      readonly secondsLeft?: number
    }
  /** Measurements at a step. Names are `train/<metric>` and `validation/<metric>`, see core/metrics. */
  | {
      readonly t: 'point'
      readonly step: number
      /** Non-padding tokens seen so far. */
      readonly tokens: number
      /** Seconds of training so far. */
      readonly seconds: number
      readonly values: Readonly<Record<string, MetricValue>>
    }
  | ({ readonly t: 'sample'; readonly step: number } & Sample)
  | {
      readonly t: 'checkpoint'
      readonly step: number
      readonly folder: string
      readonly loss?: MetricValue
      readonly best: boolean
    }
  | { readonly t: 'warn'; readonly code: string; readonly message: Text }
  | { readonly t: 'done'; readonly step: number; readonly stopped: boolean }
  | { readonly t: 'failed'; readonly problem: Problem }

/** What an engine hears, one JSON object a line on stdin. The end of stdin means: stop, nobody is listening. */
export type EngineCommand = { readonly t: 'stop' } | { readonly t: 'checkpoint' } | { readonly t: 'sample' }
