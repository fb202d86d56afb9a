// A toy vocabulary and table for the collators: 4 special tokens, ordinary ids 4…91, 8 sentinels 92…99.
import type { Column, TokenColumn, TokenTable } from '../../../core/data/batch.ts'
import { tokenColumn } from '../../../core/data/token-column.ts'
import type { Batches, Task, Tokens } from '../../../core/plan/plan.ts'
import { createRandom, type Random } from '../../../core/random.ts'

export const vocabulary = { size: 100, pad: 0, begin: 1, end: 2, mask: 3, sentinels: 8 }

export const toyTokens = (columns: readonly Column[] = ['text']): Tokens => ({
  rows: { source: { kind: 'sample', name: 'toy' }, columns, steps: [] },
  tokenizer: { block: 'toy', params: {} },
  vocabulary,
})

export const toyBatches = (task: Task = 'causal'): Batches => ({
  tokens: toyTokens(),
  collator: { block: 'toy', params: {} },
  task,
  length: 8,
})

export const column = (...rows: readonly (readonly number[])[]): TokenColumn => markedColumn(rows)

/** A column that knows what starts at each of its tokens. */
export function markedColumn(rows: readonly (readonly number[])[], marks?: Uint8Array): TokenColumn {
  const starts = new Float64Array(rows.length + 1)
  for (const [r, row] of rows.entries()) starts[r + 1] = (starts[r] as number) + row.length
  return tokenColumn({ ids: Int32Array.from(rows.flat()), starts, ...(marks && { marks }) })
}

export const textTable = (...rows: readonly (readonly number[])[]): TokenTable => ({
  columns: { text: column(...rows) },
})

/** Documents of random lengths (some empty) and ordinary tokens, and the stream they make. */
export function randomText(seed: number, documents = 40) {
  const chance = createRandom(seed)
  const rows = Array.from({ length: documents }, () => ordinaryTokens(chance, chance.int(60)))
  return { table: textTable(...rows), stream: rows.flatMap(row => [...row, vocabulary.end]) }
}

export const ordinaryTokens = (chance: Random, length: number): number[] =>
  Array.from({ length }, () => 4 + chance.int(vocabulary.size - vocabulary.sentinels - 4))
