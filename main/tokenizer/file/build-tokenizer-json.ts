import { Refusals } from '../../../core/problem.ts'
import { text } from '../../../core/text.ts'
import type { AddedToken } from '../pre-tokenize/added-tokens.ts'
import type { RecipeComponents } from './recipe-components.ts'

export type Merge = readonly [left: string, right: string]

/** The parts of a byte-level tokenizer.json that we use: vocabulary, merges, and added tokens. */
export interface ByteLevelTokenizerJson {
  readonly added_tokens: readonly AddedToken[]
  readonly model: { readonly vocab: Readonly<Record<string, number>>; readonly merges: readonly (string | Merge)[] }
}

/** The vocabulary in the order of ids, and what else the model needs. */
export type TrainedModel =
  | { readonly model: 'bpe'; readonly pieces: readonly string[]; readonly merges: readonly Merge[] }
  | { readonly model: 'unigram'; readonly pieces: readonly string[]; readonly scores: readonly number[] }
  | { readonly model: 'wordpiece' | 'characters'; readonly pieces: readonly string[] }

interface ReservedTokens {
  /** Names of the special tokens with the lowest ids, in order. */
  readonly bottom: readonly string[]
  /** The number of sentinels, which have the highest ids; the last id is sentinel 0. */
  readonly sentinels: number
}

/** The content of a tokenizer.json: special tokens first, then the vocabulary, then sentinels. */
export function buildTokenizerJson(
  learned: TrainedModel,
  parts: RecipeComponents,
  { bottom, sentinels }: ReservedTokens,
): string {
  const size = bottom.length + learned.pieces.length + sentinels
  const top = Array.from({ length: sentinels }, (_, i) => `<extra_id_${sentinels - 1 - i}>`)
  const names = [...bottom, ...learned.pieces, ...top]
  const specials = [
    ...bottom.map((name, id) => addedToken(id, name)),
    ...top.map((name, i) => addedToken(size - sentinels + i, name)).reverse(),
  ]
  return JSON.stringify({
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: specials.sort((a, b) => a.id - b.id),
    normalizer: parts.normalizer,
    pre_tokenizer: parts.pre_tokenizer,
    post_processor: null,
    decoder: parts.decoder,
    model: modelJson(learned, names, bottom.length),
  })
}

function modelJson(learned: TrainedModel, names: readonly string[], first: number): Readonly<Record<string, unknown>> {
  const vocab = Object.fromEntries(names.map((name, id) => [name, id]))
  if (learned.model === 'bpe') return bpeModelJson(vocab, null, learned.merges)
  if (learned.model === 'characters') return bpeModelJson(vocab, '<unk>', [])
  if (learned.model === 'unigram') {
    const scores = names.map((name, id) => [name, learned.scores[id - first] ?? 0])
    return { type: 'Unigram', unk_id: names.indexOf('<unk>'), vocab: scores, byte_fallback: false }
  }
  return {
    type: 'WordPiece',
    unk_token: '<unk>',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab,
  }
}

const bpeModelJson = (vocab: object, unk_token: string | null, merges: readonly Merge[]) => ({
  type: 'BPE',
  dropout: null,
  unk_token,
  continuing_subword_prefix: null,
  end_of_word_suffix: null,
  fuse_unk: false,
  byte_fallback: false,
  ignore_merges: false,
  vocab,
  merges: merges.map(([left, right]) => `${left} ${right}`),
})

/** A mask token includes the space before it, because in running text that space belongs to the masked word. */
const stripsSpaceBefore = (special: string): boolean => special === '<mask>' || special.startsWith('<extra_id_')

const addedToken = (id: number, content: string) => ({
  id,
  content,
  single_word: false,
  lstrip: stripsSpaceBefore(content),
  rstrip: false,
  normalized: false,
  special: true,
})

/** The text has fewer different tokens than were requested. */
export function tooLittleText(size: number, largest: number): Refusals {
  const message = text(
    `There is too little text for a vocabulary of ${size}: at most ${largest} tokens are possible.`,
    `文本太少，不足以构成大小为 ${size} 的词表：最多只能得到 ${largest} 个词元。`,
  )
  const fix = text(
    `Set the vocabulary size to ${largest} or less, or use more text.`,
    `请把词表大小设为不超过 ${largest}，或使用更多文本。`,
  )
  return new Refusals([{ code: 'too-little-text', severity: 'error', param: 'size', message, fix }])
}
