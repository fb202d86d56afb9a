import type { TokenizerFrom } from './preview.ts'

/** What a person wants to know of a tokenizer: how it cuts a text, how well it fits the data, and its pieces. */
export interface TokenizerLook {
  readonly tokenizer: TokenizerFrom
  /** Tokens in the vocabulary. */
  readonly size: number
  /** The tokens of the text that was typed. */
  readonly tokens: readonly LookedToken[]
  readonly typed: Fit
  /** The same for the first rows of the data. */
  readonly data: Fit
  /** Pieces that match the search, by id. */
  readonly pieces: readonly LookedPiece[]
  /** How many match in all. */
  readonly found: number
}

export interface LookedToken {
  readonly id: number
  readonly text: string
  /** Characters of the text (UTF-16 units) that it stands for. */
  readonly from: number
  readonly to: number
  /** A special token, or one for what is not in the vocabulary. */
  readonly kind: 'piece' | 'special' | 'unknown'
}

/** How a tokenizer fits a text. */
export interface Fit {
  readonly tokens: number
  /** Words by spaces, and in Chinese by a dictionary. */
  readonly words: number
  readonly bytes: number
  /** Tokens that stand for something the vocabulary does not have. */
  readonly unknown: number
}

export interface LookedPiece {
  readonly id: number
  readonly text: string
  /** As it stands in tokenizer.json. */
  readonly name: string
  /** The two pieces it was joined of. */
  readonly joined?: readonly [string, string]
}
