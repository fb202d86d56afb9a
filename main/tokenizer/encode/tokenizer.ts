import type { Vocabulary } from '../../../core/plan/plan.ts'
import type { Offsets } from './token-offsets.ts'

/** Turns text into token ids and back. */
export interface Tokenizer {
  readonly vocabulary: Vocabulary
  /** The content of tokenizer.json. */
  readonly json: string
  /** Encodes a text. Names of special tokens in it (`<mask>`) become those tokens; no others are added. */
  encode(text: string): Int32Array
  /** The same, with marks of what starts at each token: see `marksOf`. */
  encodeMarked(text: string): MarkedIds
  /** Encodes words, each with a space before it as inside a text; a word starts at its first token. Names of special tokens are words, too. */
  encodeWords(words: readonly string[]): MarkedIds
  /** A long text in chunks whose tokens, concatenated, are those of the whole text. */
  pieces(text: string): Iterable<string>
  /** Encodes a text in which names of special tokens are ordinary text: the bytes of the tokens are those of the text. */
  encodePlain(text: string): Int32Array
  /** The offsets of each of these tokens in the text. */
  places(text: string): Promise<readonly Offsets[]>
  /** Decodes ids. Special tokens appear by name; an incomplete character appears as �. */
  decode(ids: ArrayLike<number>): string
  /** The text of one token. */
  text(id: number): string
  /** The number of UTF-8 bytes that each id stands for; 0 for special tokens. */
  readonly byteLength: Uint16Array
}

/** Whether marks of what starts at each token are needed; if not, `encodeMarked` sets none. */
export interface TokenizerOptions {
  readonly marks: boolean
}

export interface MarkedIds {
  readonly ids: Int32Array
  readonly marks: Uint8Array
}
