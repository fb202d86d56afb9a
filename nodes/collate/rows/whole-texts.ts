// Texts that are judged whole, as the blocks that make batches of them read them.
import type { Feed, TokenColumn } from '../../../core/data/batch.ts'
import type { Vocabulary } from '../../../core/plan/plan.ts'
import { specialTokenCount, textSpecialTokens } from '../../../core/plan/special-tokens.ts'
import { copyWithSpecialTokens } from './seq2seq-pairs.ts'

/** The feeds of texts in T places, filled up. */
export const wholeTextFeeds = (B: number, T: number): Record<'ids' | 'mask', Feed> => ({
  ids: { shape: [B, T], dtype: 'int32' },
  mask: { shape: [B, T], dtype: 'int32' },
})

/** Each example between its begin and end tokens, filled up or cut to T places; and how many tokens of text that are. */
export function wholeTexts(texts: TokenColumn, examples: readonly number[], vocabulary: Vocabulary, T: number) {
  const B = examples.length
  const around = textSpecialTokens(vocabulary)
  const [ids, mask] = [new Int32Array(B * T).fill(vocabulary.pad), new Int32Array(B * T)]
  let tokens = 0
  for (const [row, example] of examples.entries()) {
    const first = row * T
    const count = copyWithSpecialTokens(texts, example, around, ids.subarray(first, first + T))
    mask.fill(1, first, first + Math.max(1, count)) // a network looks at one place at least
    tokens += count - specialTokenCount(around)
  }
  return { ids, mask, tokens }
}
