import { addSpecialTokens, textSpecialTokens } from '../../../../core/plan/special-tokens.ts'
import type { DecodingOptions } from '../../../../core/predict/decoding-options.ts'
import type { Sample } from '../../../../core/run/report.ts'
import type { Tokenizer } from '../../../tokenizer/encode/load-tokenizer.ts'
import type { Scorer } from '../decoding/scorer.ts'

export interface PredictorOptions extends DecodingOptions {
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
export type Predictor = (text: string, asking: PredictorOptions) => Promise<Sample>

/** A text as a network that judges it whole reads it: one token at least. */
export function encodeWholeText(
  text: string,
  { vocabulary, encode }: Tokenizer,
  { maxTokens: limit }: Scorer,
): readonly number[] {
  const ids = addSpecialTokens(encode(text), textSpecialTokens(vocabulary), limit)
  return ids.length > 0 ? ids : [vocabulary.pad]
}
