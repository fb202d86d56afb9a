import { Tokenizer as Library } from 'tokenizers'

interface Parts {
  readonly model?: unknown
  readonly normalizer?: unknown
  readonly pre_tokenizer?: unknown
  readonly decoder?: unknown
}

const noWords = { type: 'WordLevel', vocab: {}, unk_token: '' }

/** A tokenizer of the library with these parts of a tokenizer.json and no words: large vocabularies need not be read again. */
export function partOnly({ model = noWords, normalizer = null, pre_tokenizer = null, decoder = null }: Parts): Library {
  return Library.fromString(
    JSON.stringify({ version: '1.0', added_tokens: [], normalizer, pre_tokenizer, decoder, model }),
  )
}
