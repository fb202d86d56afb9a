import { describe, expect, test } from 'vitest'
import type { Batch, Collator } from '../../../core/data/batch.ts'
import { createRandom } from '../../../core/random.ts'
import { batcher } from '../../../core/train/batching/batcher.ts'
import { answerSpan } from '../../../nodes/collate/answer-span.ts'
import { answerTokens } from '../../../nodes/collate/answer-tokens.ts'
import { labelTexts } from '../../../nodes/collate/label-texts.ts'
import { pairTokens } from '../../../nodes/collate/pair-tokens.ts'
import { scoreTexts } from '../../../nodes/collate/score-texts.ts'
import { shiftTokens } from '../../../nodes/collate/shift-tokens.ts'
import { tagTokens } from '../../../nodes/collate/tag-tokens.ts'
import { column, markedColumn, ordinaryTokens, toyBatches } from './toy.ts'

const chance = createRandom(3)
const rows = (longest: number) =>
  Array.from({ length: 90 }, () => ordinaryTokens(chance, chance.int(1 + chance.int(longest))))
const texts = rows(40)
const contexts = rows(80).map(row => [9, ...row])
const table = {
  columns: {
    text: column(...texts),
    source: column(...rows(40)),
    target: column(...rows(25)),
    label: column(...texts.map(() => [chance.int(3)])),
    score: column(...texts.map(() => [chance.int(1000)])),
    tokens: markedColumn(texts, new Uint8Array(texts.flat().length).fill(1)),
    tags: column(...texts.map(row => row.map(() => chance.int(5)))),
    question: column(...rows(9)),
    context: column(...contexts),
    answer: column(...contexts.map(() => [0, 0])),
  },
}
const lengths = { sourceLength: 32, targetLength: 20, alike: true }
const whole = { length: 30, alike: true }
const question = { length: 48, question: 8, overlap: 8, between: 'one', alike: true } as const
const collators: Readonly<Record<string, Collator>> = {
  pairs: pairTokens(toyBatches('seq2seq'), lengths),
  'questions and answers': answerTokens(toyBatches('causal'), lengths),
  'texts with labels': labelTexts(toyBatches('class'), whole),
  'texts with scores': scoreTexts(toyBatches('score'), whole),
  'words with tags': tagTokens(toyBatches('tags'), whole),
  'rows filled up': shiftTokens(toyBatches(), { ...whole, rows: 'pad', across: true }),
  'questions about texts': answerSpan(toyBatches('answer'), question),
}

const batching = { batchSize: 8, accumulate: 1, seed: 5 }

/** Tokens that are read, without what is filled up. */
const read = ({ arrays: { ids, mask } }: Batch) => ids?.filter((_, i) => mask?.[i] !== 0)
const padding = ({ arrays: { mask } }: Batch) => mask?.filter(value => value === 0).length ?? 0

describe.each(Object.entries(collators))('batches of %s', (_, collator) => {
  const examples = collator.examples(table)
  const { lengthBucketing: shorter } = collator
  if (!shorter) throw new Error('it makes no shorter batches')

  test('made smaller read, ask and count the same, and have the announced shapes', () => {
    for (let example = 0; example < examples; example++) {
      const room = shorter.lengthOf(table, example)
      expect(room).toBeLessThanOrEqual(shorter.maxLength)
      const small = shorter.withMaxLength(room)
      const [less, full] = [small, collator].map(c => c.fill(table, [example], 1)) as [Batch, Batch]
      expect(read(less)).toEqual(read(full))
      expect([less.tokens, less.supervised]).toEqual([full.tokens, full.supervised])
      const asked = ({ arrays: { labels, weights } }: Batch) => labels?.filter((_, i) => weights?.[i] !== 0)
      expect(asked(less)).toEqual(asked(full))
      for (const [name, { shape }] of Object.entries(small.feeds(1)))
        expect(less.arrays[name]).toHaveLength(shape.reduce((a, b) => a * b, 1))
    }
  })

  test('fill up less when like lengths come together, and every example comes once', () => {
    const one = (one: Collator) =>
      Array.from({ length: Math.floor(examples / 8) }, (_, s) => batcher(one, table, batching)(s)[0] as Batch)
    const { lengthBucketing: _, ...mixed } = collator
    const [alike, apart] = [one(collator), one(mixed)]
    const wasted = (batches: readonly Batch[]) => batches.reduce((sum, batch) => sum + padding(batch), 0)
    expect(wasted(alike)).toBeLessThan(0.6 * wasted(apart))
    expect(new Set(alike.map(({ bucketLength }) => bucketLength)).size).toBeLessThanOrEqual(4)
  })

  test('are the same on a run that is resumed and on one that is not', () => {
    const uninterrupted = batcher(collator, table, { ...batching, accumulate: 2 })
    const stream = Array.from({ length: 20 }, (_, step) => uninterrupted(step))
    for (const step of [7, 13, 19])
      expect(batcher(collator, table, { ...batching, accumulate: 2 })(step)).toEqual(stream[step])
  })
})

test('without the wish for it, and in plans of older versions, lengths stay mixed', () => {
  expect(pairTokens(toyBatches('seq2seq'), { ...lengths, alike: false }).lengthBucketing).toBeUndefined()
  expect(labelTexts(toyBatches('class'), { length: 30 }).lengthBucketing).toBeUndefined()
})
