import { expect, test } from 'vitest'
import type { Collator } from '../../../core/data/batch.ts'
import { corruptSpans } from '../../../nodes/collate/corrupt-spans.ts'
import { maskTokens } from '../../../nodes/collate/mask-tokens.ts'
import { mixDenoisers } from '../../../nodes/collate/mix-denoisers.ts'
import { prefixTokens } from '../../../nodes/collate/prefix-tokens.ts'
import { shiftTokens } from '../../../nodes/collate/shift-tokens.ts'
import { randomText, toyBatches } from './toy.ts'

const masks = { rate: 0.15, random: 0.1, keep: 0.1, words: false, count: 'exact' } as const
/** Collators that cut one long text evenly, and how many tokens each example reads of the next. */
const collators: Readonly<Record<string, readonly [(length: number) => Collator, number]>> = {
  'next token': [length => shiftTokens(toyBatches(), { length, rows: 'pack', across: true }), 1],
  'hidden tokens': [length => maskTokens(toyBatches('masked'), { length, ...masks }), 0],
  gaps: [length => corruptSpans(toyBatches('seq2seq'), { length, rate: 0.15, span: 3 }), 0],
  'mixed gaps': [length => mixDenoisers(toyBatches('seq2seq'), { length }), 0],
  'beginning and rest': [length => prefixTokens(toyBatches(), { length, network: 'decoder' }), 1],
}

test.each(Object.entries(collators))(
  'cutting a text evenly (%s) loses only the rest that it reports',
  (_, [make, more]) => {
    for (let seed = 0; seed < 20; seed++) {
      const { table, stream } = randomText(seed, 1 + 2 * seed)
      const length = 16 + seed
      const collator = make(length)
      const examples = Array.from({ length: collator.examples(table) }, (_, i) => i)
      const left = collator.leftoverTokens?.(table) ?? Number.NaN
      const read = examples.length > 0 ? collator.fill(table, examples, 1).tokens + more : 0
      expect(read + left).toBe(stream.length)
      expect(left).toBeLessThan(length + more)
    }
  },
)
