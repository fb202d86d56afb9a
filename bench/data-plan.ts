import type { Block, Blocks } from '../core/block/block.ts'
import type { Batches, Plan } from '../core/plan/plan.ts'
import shiftTokens from '../nodes/collate/shift-tokens.ts'
import split from '../nodes/data/split.ts'
import textFile from '../nodes/data/text-file.ts'
import bpeTokenizer from '../nodes/text/bpe-tokenizer.ts'
import byteTokenizer from '../nodes/text/byte-tokenizer.ts'
import characterTokenizer from '../nodes/text/character-tokenizer.ts'
import unigramTokenizer from '../nodes/text/unigram-tokenizer.ts'
import wordpieceTokenizer from '../nodes/text/wordpiece-tokenizer.ts'

/** Every kind of tokenizer that can be learned, and its parameters. */
export const tokenizers: Readonly<Record<string, readonly [Block, Readonly<Record<string, unknown>>]>> = {
  bpe: [bpeTokenizer, { size: 8192 }],
  wordpiece: [wordpieceTokenizer, { size: 8192 }],
  unigram: [unigramTokenizer, { size: 8192 }],
  characters: [characterTokenizer, {}],
  bytes: [byteTokenizer, {}],
}

const all = [textFile, split, shiftTokens, ...Object.values(tokenizers).map(([block]) => block)]
export const blocks: Blocks = new Map(all.map(block => [block.id, block]))

/** A plan from a text file to batches, as a first language model would be trained on it. Only its data is looked at. */
export function dataPlan(path: string, kind = 'bpe'): Plan {
  const steps: readonly (readonly [Block, Readonly<Record<string, unknown>>])[] = [
    [textFile, { path }],
    [split, { share: 0.01 }],
    tokenizers[kind] as NonNullable<(typeof tokenizers)[string]>,
    [shiftTokens, { length: 256 }],
  ]
  let values: Readonly<Record<string, unknown>> = {}
  for (const [block, params] of steps) values = block.compile(values as never, block.params.parse(params) as never)
  return { batches: values.batches as Batches, training: { batchSize: 16, accumulate: 1, seed: 1 } } as Plan
}
