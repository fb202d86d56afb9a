import type { Vocabulary } from '../../../core/plan/plan.ts'
import type { Offsets } from './token-offsets.ts'

/** Turns text into token ids and back. */
export interface Tokenizer {
  readonly vocabulary: Vocabulary
  /** Contents of tokenizer.json. */
  readonly json: string
  /** Names of special tokens in the text (`<mask>`) become those tokens; no others are added. */
  encode(text: string): Int32Array
  /** The same, and what starts at each token: see `marksOf`. */
  encodeMarked(text: string): MarkedIds
  /** Each word with a space before it, as inside a text; a word starts at its first token. Names of special tokens are words too. */
  encodeWords(words: readonly string[]): MarkedIds
  /** A long text in pieces whose tokens are, one after the other, those of the whole. */
  pieces(text: string): Iterable<string>
  /** Names of special tokens are ordinary letters here: the bytes of the tokens are those of the text. */
  encodePlain(text: string): Int32Array
  /** Where each of these tokens stands in the text. */
  places(text: string): Promise<readonly Offsets[]>
  /** Special tokens appear by name; half a character appears as �. */
  decode(ids: ArrayLike<number>): string
  /** What one token stands for. */
  text(id: number): string
  /** UTF-8 bytes that each id stands for; 0 for special tokens. */
  readonly byteLength: Uint16Array
}

/** Whether anybody asks what starts at each token; if not, `encodeMarked` marks nothing. */
export interface TokenizerOptions {
  readonly marks: boolean
}

export interface MarkedIds {
  readonly ids: Int32Array
  readonly marks: Uint8Array
}
