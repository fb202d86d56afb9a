// What all models of tokenizer.json files have in common.
import type { PreTokenizationJson } from '../pre-tokenize/pre-tokenizer.ts'

/** The pieces of a word: their ids, and where each stands in it (UTF-16 units). The bytes of one character stand at the same place. */
export interface WordTokens {
  readonly ids: number[]
  readonly from: number[]
  readonly to: number[]
}

export type TokenizerModel = (word: string) => WordTokens

/** `model` of a tokenizer.json. */
export interface ModelJson {
  readonly type?: string
  readonly vocab: Readonly<Record<string, number>> | readonly (readonly [string, number])[]
  readonly merges?: readonly (string | readonly [string, string])[]
  readonly unk_token?: string | null
  readonly unk_id?: number | null
  readonly continuing_subword_prefix?: string | null
  readonly end_of_word_suffix?: string | null
  readonly max_input_chars_per_word?: number
  readonly fuse_unk?: boolean
  readonly byte_fallback?: boolean
  readonly ignore_merges?: boolean
}

/** What we read of a tokenizer.json. */
export interface TokenizerJson extends PreTokenizationJson {
  readonly model: ModelJson
  readonly decoder?: unknown
}

const idsOfVocab = new WeakMap<object, ReadonlyMap<string, number>>()

/** The id of every piece. Put together once per file: many look things up in it. */
export function vocabularyIds({ vocab }: ModelJson): ReadonlyMap<string, number> {
  const known = idsOfVocab.get(vocab)
  if (known) return known
  const pairs = Array.isArray(vocab)
    ? (vocab as readonly (readonly [string, number])[]).map(([piece], id) => [piece, id] as const)
    : Object.entries(vocab)
  const ids: ReadonlyMap<string, number> = new Map(pairs)
  idsOfVocab.set(vocab, ids)
  return ids
}
