import type { Row, RowStream } from '../../../core/block/abilities.ts'
import type { Blocks } from '../../../core/block/block.ts'
import { requireBlock } from '../../../core/block/block.ts'
import type { Column } from '../../../core/data/batch.ts'
import type { Tokens } from '../../../core/plan/plan.ts'
import { createRandom, hashSeed } from '../../../core/random.ts'
import { readTokenizerJson } from '../../tokenizer/file/read-tokenizer-json.ts'
import { trainTokenizer } from '../../tokenizer/train/train-tokenizer.ts'
import type { ReadContext } from '../readers/read-context.ts'
import { characterCount, type SourceRows } from '../rows/read-rows.ts'
import { isTextColumn } from './encode-row.ts'

/** Bytes of text that a tokenizer is trained on: more text hardly changes the result, and training holds all of it in memory. */
const maxTrainingTextBytes = 64 * 2 ** 20

/** Characters from which on only a part of a row is used instead of all or nothing of it. */
const minSlicedRowCharacters = 1_000_000

/**
 * The tokenizer.json of a plan: its file, or a new one that is trained on the training split. It is trained on text columns only:
 * not on labels, nor on columns that are only read to filter by. Throws problems.
 */
export async function tokenizerJsonFor(
  { file, tokenizer, vocabulary, rows: { columns }, learnsFrom = columns.filter(isTextColumn) }: Tokens,
  { rows, bytes }: Pick<SourceRows, 'rows' | 'bytes'>,
  { blocks, report, signal }: ReadContext & { readonly blocks: Blocks },
): Promise<string> {
  report({ t: 'phase', phase: 'tokenizer' })
  if (file) return readTokenizerJson(file)
  const recipe = requireBlock(blocks, tokenizer).tokenizer?.(tokenizer.params as never)
  if (!recipe) throw new Error(`tokenizerJsonFor: block '${tokenizer.block}' has no tokenizer recipe`)
  const texts = sampledTexts(rows, learnsFrom, Math.min(1, maxTrainingTextBytes / bytes), signal)
  return trainTokenizer(texts, recipe, vocabulary, signal)
}

/** This share of the training split, from everywhere in it; of a very long row, this share of its beginning. */
async function* sampledTexts(
  rows: RowStream,
  columns: readonly Column[],
  share: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<string> {
  const { next } = createRandom(hashSeed(1))
  for await (const group of rows) {
    signal?.throwIfAborted()
    const training = group.filter(({ part }) => part === 'train')
    const sampled = training.filter(({ texts }) => isLarge(texts) || next() < share)
    yield sampled.map(({ texts }) => beginnings(texts, columns, isLarge(texts) ? share : 1)).join('')
  }
}

const isLarge = (texts: Row['texts']) => characterCount(texts) > minSlicedRowCharacters

const beginnings = (texts: Row['texts'], columns: readonly Column[], share: number) =>
  columns.map(column => `${texts[column]?.slice(0, share * (texts[column]?.length ?? 0)) ?? ''}\n`).join('')
