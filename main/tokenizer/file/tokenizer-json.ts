// What the models of all tokenizer.json files share.
import type { PreTokenizationJson } from '../pre-tokenize/pre-tokenizer.ts'

/** The tokens of a word: their ids, and their start offsets in it (UTF-16 units). All bytes of one character have its offset. */
export interface WordTokens {
  readonly ids: number[]
  readonly from: number[]
  readonly to: number[]
}

export type TokenizerModel = (word: string) => WordTokens

/** The field `model` of a tokenizer.json. */
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

/** The parts of a tokenizer.json that we use. */
export interface TokenizerJson extends PreTokenizationJson {
  readonly model: ModelJson
  readonly decoder?: unknown
}

const idsOfVocab = new WeakMap<object, ReadonlyMap<string, number>>()

/** The id of every token. Built once per file, because several readers need it. */
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
