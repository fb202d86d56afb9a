import { aroundText, framed } from '../../../../core/plan/frame.ts'
import type { Tokenizer } from '../../../data/tokenizer.ts'
import type { Scorer } from '../scorer.ts'

/** A text as a network that judges it whole reads it: one token at least. */
export function wholeText(text: string, { vocabulary, encode }: Tokenizer, { limit }: Scorer): readonly number[] {
  const ids = framed(encode(text), aroundText(vocabulary), limit)
  return ids.length > 0 ? ids : [vocabulary.pad]
}
