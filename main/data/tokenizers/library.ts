import { Tokenizer as Library } from 'tokenizers'

interface Parts {
  readonly normalizer?: unknown
  readonly pre_tokenizer?: unknown
  readonly decoder?: unknown
}

/** A tokenizer of the library with these parts of a tokenizer.json and no words: large vocabularies need not be read again. */
export function partOnly({ normalizer = null, pre_tokenizer = null, decoder = null }: Parts): Library {
  const model = { type: 'WordLevel', vocab: {}, unk_token: '' }
  return Library.fromString(
    JSON.stringify({ version: '1.0', added_tokens: [], normalizer, pre_tokenizer, decoder, model }),
  )
}
