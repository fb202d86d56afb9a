// Whole texts, for the collators of classification and regression.
import type { Feed, TokenColumn } from '../../../core/data/batch.ts'
import type { Vocabulary } from '../../../core/plan/plan.ts'
import { specialTokenCount, textSpecialTokens } from '../../../core/plan/special-tokens.ts'
import { copyWithSpecialTokens } from './seq2seq-pairs.ts'

/** The feeds of texts padded to T positions. */
export const wholeTextFeeds = (B: number, T: number): Record<'ids' | 'mask', Feed> => ({
  ids: { shape: [B, T], dtype: 'int32' },
  mask: { shape: [B, T], dtype: 'int32' },
})

/** Each example between its begin and end tokens, padded or truncated to T positions; and the number of text tokens. */
export function wholeTexts(texts: TokenColumn, examples: readonly number[], vocabulary: Vocabulary, T: number) {
  const B = examples.length
  const around = textSpecialTokens(vocabulary)
  const [ids, mask] = [new Int32Array(B * T).fill(vocabulary.pad), new Int32Array(B * T)]
  let tokens = 0
  for (const [row, example] of examples.entries()) {
    const first = row * T
    const count = copyWithSpecialTokens(texts, example, around, ids.subarray(first, first + T))
    mask.fill(1, first, first + Math.max(1, count)) // a network attends to at least one position
    tokens += count - specialTokenCount(around)
  }
  return { ids, mask, tokens }
}
