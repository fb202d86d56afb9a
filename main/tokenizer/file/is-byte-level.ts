import { z } from 'zod'
import { byteAlphabet } from '../pre-tokenize/byte-pieces.ts'
import type { ByteLevelTokenizerJson } from './build-tokenizer-json.ts'

const nothing = z.union([z.null(), z.literal('')]).optional()
const no = z.literal(false).optional()

/** Checked by hand: for a large vocabulary, zod would take longer than everything else about loading a tokenizer. */
const isVocabulary = (vocab: unknown): boolean =>
  typeof vocab === 'object' &&
  vocab !== null &&
  !Array.isArray(vocab) &&
  Object.values(vocab).every(id => Number.isSafeInteger(id) && id >= 0)
const isText = (piece: unknown) => typeof piece === 'string'
const isMerges = (merges: unknown): boolean =>
  Array.isArray(merges) &&
  merges.every(merge => isText(merge) || (Array.isArray(merge) && merge.length === 2 && merge.every(isText)))

/** A tokenizer.json with byte-level BPE (GPT-2, RoBERTa, BART and Patchbay's own), for which there is a faster encoder. */
const schema = z.looseObject({
  added_tokens: z
    .array(z.looseObject({ id: z.int(), content: z.string().min(1), rstrip: no, single_word: no }))
    .default([]),
  normalizer: z.null().optional(),
  pre_tokenizer: z.looseObject({
    type: z.literal('ByteLevel'),
    add_prefix_space: z.literal(false),
    use_regex: z.literal(true).optional(),
  }),
  decoder: z.looseObject({ type: z.literal('ByteLevel') }),
  model: z.looseObject({
    type: z.literal('BPE').optional(),
    continuing_subword_prefix: nothing,
    end_of_word_suffix: nothing,
    ignore_merges: no,
    vocab: z.custom<Readonly<Record<string, number>>>(isVocabulary),
    merges: z.custom<readonly (string | readonly [string, string])[]>(isMerges),
  }),
})

/** Whether it is of that kind, its vocabulary has every byte, and both tokens of every merge and their result exist. */
export function isByteLevel(file: unknown): file is ByteLevelTokenizerJson {
  const parsed = schema.safeParse(file)
  if (!parsed.success) return false
  const { model, added_tokens } = parsed.data
  const pieces = new Set([...Object.keys(model.vocab), ...added_tokens.map(({ content }) => content)])
  const whole = model.merges.every(merge => {
    const [left = '', right = '', ...more] = typeof merge === 'string' ? merge.split(' ') : merge
    return pieces.has(left) && pieces.has(right) && pieces.has(left + right) && more.length === 0
  })
  return whole && byteAlphabet.every(letter => letter in model.vocab)
}
