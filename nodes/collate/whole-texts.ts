// Texts that are judged whole, as the blocks that make batches of them read them.
import type { Feed, TokenColumn } from '../../core/batch.ts'
import type { Vocabulary } from '../../core/plan/plan.ts'
import { copyRow } from './pairs.ts'

/** The feeds of texts with begin and end token in T places, filled up. */
export const wholeTextFeeds = (B: number, T: number): Record<'ids' | 'mask', Feed> => ({
  ids: { shape: [B, T], dtype: 'int32' },
  mask: { shape: [B, T], dtype: 'int32' },
})

/** Each example between a begin and an end token, filled up or cut to T places; and how many tokens of text that are. */
export function wholeTexts(
  texts: TokenColumn,
  examples: readonly number[],
  { pad, begin, end }: Vocabulary,
  T: number,
) {
  const B = examples.length
  const [ids, mask] = [new Int32Array(B * T).fill(pad), new Int32Array(B * T)]
  let tokens = 0
  for (const [row, example] of examples.entries()) {
    const first = row * T
    ids[first] = begin
    const count = 1 + copyRow(texts, example, end, ids.subarray(first + 1, first + T))
    mask.fill(1, first, first + count)
    tokens += count - 2
  }
  return { ids, mask, tokens }
}
