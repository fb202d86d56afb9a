/** How a tokenizer is to be learned: what a tokenizer block asks for, beside the vocabulary of the plan. */
export interface TokenizerRecipe {
  /** bpe: byte-level pairs. wordpiece: BERT's. unigram: T5's. characters, bytes: nothing is joined. */
  readonly model: 'bpe' | 'wordpiece' | 'unigram' | 'characters' | 'bytes'
  /** Unicode form that texts are brought into first. */
  readonly form: 'none' | 'nfc' | 'nfkc'
  readonly lowercase: boolean
  readonly stripAccents: boolean
  /** Where pieces end at the latest. words: between letters, numbers and signs. digits: also between digits. spaces: only there. */
  readonly cut: 'words' | 'digits' | 'spaces'
  /** What a run of Chinese characters is cut into before pieces are learned. words: by a dictionary, while learning only. */
  readonly chinese: 'together' | 'characters' | 'words'
  /** How often a piece must be seen in the text. */
  readonly minimumFrequency: number
  /** Names of further tokens that are never cut. */
  readonly specials: readonly string[]
}

/** Whether some texts have letters that the vocabulary lacks, so that it needs a token for them. */
export const needsUnknownToken = ({ model }: TokenizerRecipe): boolean => !['bpe', 'bytes'].includes(model)

/** Special tokens at the bottom of a vocabulary, by id. */
export const reservedTokenNames = (recipe: TokenizerRecipe, mask: boolean): readonly string[] => [
  '<pad>',
  '<s>',
  '</s>',
  ...(mask ? ['<mask>'] : []),
  ...(needsUnknownToken(recipe) ? ['<unk>'] : []),
  ...recipe.specials,
]
