import type { Sample } from '../../../../core/report.ts'
import type { Tokenizer } from '../../../data/tokenizer.ts'
import type { Scorer } from '../scorer.ts'

export interface Asking {
  readonly tokenizer: Tokenizer
  readonly scorer: Scorer
  /** 0 takes the likeliest token each time. */
  readonly temperature: number
  readonly topK: number
  /** Most tokens to write. */
  readonly length: number
  readonly seed: number
}

/** What a model says to a text. Throws Refusals when the text does not ask anything of this kind of model. */
export type Answer = (text: string, asking: Asking) => Promise<Sample>
