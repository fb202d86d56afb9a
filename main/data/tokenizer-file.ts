import type { Vocabulary } from '../../core/plan/plan.ts'
import { Refusals } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { alphabet, specialTokens } from './byte-level.ts'

export type Merge = readonly [left: string, right: string]

export interface AddedToken {
  readonly id: number
  readonly content: string
  /** Takes the space before it along. */
  readonly lstrip?: boolean
}

/** What we read of a tokenizer.json: its pieces and merges, and tokens that are cut out of the text before. */
export interface TokenizerFile {
  readonly added_tokens: readonly AddedToken[]
  readonly model: { readonly vocab: Readonly<Record<string, number>>; readonly merges: readonly (string | Merge)[] }
}

/**
 * The text of a tokenizer.json that holds exactly `vocabulary.size` tokens: special tokens, all 256 bytes, then the
 * pieces of the first merges. Throws a problem when there are too few merges.
 */
export function tokenizerFile(merges: readonly Merge[], vocabulary: Vocabulary): string {
  const specials = specialTokens(vocabulary)
  const pieces = new Set(alphabet)
  const room = vocabulary.size - specials.size
  const used = merges.slice(0, firstMerges(merges, pieces, room))
  if (pieces.size < room) tooLittleText(vocabulary.size, specials.size + pieces.size)
  const bottom = [...specials].filter(([id]) => id < specials.size - vocabulary.sentinels)
  const top = [...specials].filter(([id]) => id >= bottom.length)
  const vocab = Object.fromEntries([
    ...bottom.map(([id, name]) => [name, id]),
    ...Array.from(pieces, (piece, i) => [piece, bottom.length + i]),
    ...top.map(([id, name]) => [name, id]),
  ])
  return JSON.stringify(file(vocab, used, specials))
}

/** Adds the pieces of merges until the room is used up; two merges may give the same piece. Gives the number of merges. */
function firstMerges(merges: readonly Merge[], pieces: Set<string>, room: number): number {
  let used = 0
  for (const [left, right] of merges) {
    if (pieces.size >= room) break
    pieces.add(left + right)
    used++
  }
  return used
}

function file(vocab: Record<string, number>, merges: readonly Merge[], specials: ReadonlyMap<number, string>) {
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: Array.from(specials, ([id, content]) => addedToken(id, content)),
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab,
      merges: merges.map(([left, right]) => `${left} ${right}`),
    },
  }
}

/** A blank takes the space before it along, because in running text that space belongs to the hidden word. */
const takesSpace = (special: string): boolean => special === '<mask>' || special.startsWith('<extra_id_')

const addedToken = (id: number, content: string) => ({
  id,
  content,
  single_word: false,
  lstrip: takesSpace(content),
  rstrip: false,
  normalized: false,
  special: true,
})

function tooLittleText(size: number, largest: number): never {
  const message = text(
    `There is too little text for a vocabulary of ${size}: it has pieces for ${largest}.`,
    `文本太少，不足以构成大小为 ${size} 的词表：最多只能得到 ${largest} 个词元。`,
  )
  const fix = text(
    `Set the vocabulary size to ${largest} or less, or use more text.`,
    `请把词表大小设为不超过 ${largest}，或使用更多文本。`,
  )
  throw new Refusals([{ code: 'too-little-text', severity: 'error', param: 'size', message, fix }])
}
