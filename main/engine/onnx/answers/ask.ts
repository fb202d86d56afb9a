import type { Choosing } from '../../../../core/predict/writing.ts'
import type { Sample } from '../../../../core/report.ts'
import type { Tokenizer } from '../../../data/tokenizer.ts'
import type { Scorer } from '../scorer.ts'

export interface Asking extends Choosing {
  readonly tokenizer: Tokenizer
  readonly scorer: Scorer
  /** Most tokens to write. */
  readonly length: number
  /** Candidates to name for each gap. */
  readonly candidates: number
  readonly seed: number
  /** The text that a question is about. */
  readonly context?: string | undefined
}

/** What a model says to a text. Throws Refusals when the text does not ask anything of this kind of model. */
export type Answer = (text: string, asking: Asking) => Promise<Sample>
