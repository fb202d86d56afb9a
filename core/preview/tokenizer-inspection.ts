import type { TokenizerOrigin } from './preview.ts'

/** What a person wants to know of a tokenizer: how it cuts a text, how well it fits the data, and its pieces. */
export interface TokenizerInspection {
  readonly tokenizer: TokenizerOrigin
  /** Tokens in the vocabulary. */
  readonly size: number
  /** The tokens of the text that was typed. */
  readonly tokens: readonly InspectedToken[]
  readonly typed: TokenizerFit
  /** The same for the first rows of the data. */
  readonly data: TokenizerFit
  /** Pieces that match the search, by id. */
  readonly pieces: readonly VocabularyPiece[]
  /** How many match in all. */
  readonly found: number
}

export interface InspectedToken {
  readonly id: number
  readonly text: string
  /** Characters of the text (UTF-16 units) that it stands for. */
  readonly from: number
  readonly to: number
  /** A special token, or one for what is not in the vocabulary. */
  readonly kind: 'piece' | 'special' | 'unknown'
}

/** How a tokenizer fits a text. */
export interface TokenizerFit {
  readonly tokens: number
  /** Words by spaces, and in Chinese by a dictionary. */
  readonly words: number
  readonly bytes: number
  /** Tokens that stand for something the vocabulary does not have. */
  readonly unknown: number
}

export interface VocabularyPiece {
  readonly id: number
  readonly text: string
  /** As it stands in tokenizer.json. */
  readonly name: string
  /** The two pieces it was joined of. */
  readonly joined?: readonly [string, string]
}
