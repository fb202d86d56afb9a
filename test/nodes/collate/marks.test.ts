import { expect, test } from 'vitest'
import type { Collator } from '../../../core/data/batch.ts'
import { createRandom } from '../../../core/random.ts'
import { blocks } from '../../../nodes/index.ts'
import { column, ordinaryTokens, toyBatches } from './toy.ts'

const chance = createRandom(8)
const rows = (longest: number) => Array.from({ length: 60 }, () => ordinaryTokens(chance, 10 + chance.int(longest)))
const texts = rows(30)
const contexts = texts.map(row => [9, ...row])

/** A table whose columns tell when they are asked what starts at their tokens. */
function listening(asked: () => void) {
  const columns = {
    text: texts,
    source: texts,
    target: rows(20),
    label: texts.map(() => [1]),
    score: texts.map(() => [1]),
    tokens: texts,
    tags: texts.map(row => row.map(() => 1)),
    question: rows(9),
    context: contexts,
    answer: contexts.map(() => [0, 0]),
  }
  const marked = (all: readonly (readonly number[])[]) => ({
    ...column(...all),
    readBoundaryMarks(_: number, into: Uint8Array) {
      asked()
      into.fill(1)
    },
  })
  return { columns: Object.fromEntries(Object.entries(columns).map(([name, all]) => [name, marked(all)])) }
}

/** Every block that makes batches as it is placed, and masking of whole words. */
const made = [...blocks.values()].flatMap(({ id, collator, params }) => {
  const make = (given: object): readonly [string, Collator] => [
    `${id} ${Object.keys(given)}`,
    collator?.(toyBatches(), params.parse(given) as never) as Collator,
  ]
  if (!collator) return []
  return id === 'mask-tokens' ? [make({}), make({ words: true })] : [make({})]
})

test.each(made)('%s says beforehand whether it asks where words or sentences start', (_, collator) => {
  let asked = false
  const table = listening(() => {
    asked = true
  })
  collator.fill(table, [0, 1], 1)
  expect(asked).toBe(collator.needsBoundaryMarks === true)
})
