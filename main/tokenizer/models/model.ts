// The models of tokenizer.json files, which split a normalised and pre-tokenised word into tokens.

import { type ModelJson, type TokenizerModel, vocabularyIds, type WordTokens } from '../file/tokenizer-json.ts'
import { bpeModel } from './bpe-merge.ts'
import { buildTrie } from './trie.ts'
import { unigramModel } from './unigram.ts'

/** Splits words exactly as the tokenizers library does with the same model. */
export const tokenizerModel = (file: ModelJson): TokenizerModel =>
  (models[modelType(file)] ?? unknownModelType(file))(file)

/** Files of old versions do not name the type. */
function modelType({ type, vocab, merges, max_input_chars_per_word }: ModelJson): string {
  if (type) return type
  if (merges) return 'BPE'
  if (Array.isArray(vocab)) return 'Unigram'
  return max_input_chars_per_word === undefined ? 'WordLevel' : 'WordPiece'
}

const models: Readonly<Record<string, (file: ModelJson) => TokenizerModel>> = {
  BPE: bpeModel,
  Unigram: unigramModel,
  WordPiece: wordPiece,
  WordLevel: wordLevel,
}

const unknownModelType = (file: ModelJson): never => {
  throw new Error(`buildModel: expected a model of type BPE, Unigram, WordPiece or WordLevel, not ${file.type}`)
}

const whole = (id: number | undefined, { length }: string): WordTokens =>
  id === undefined ? { ids: [], from: [], to: [] } : { ids: [id], from: [0], to: [length] }

function wordLevel(file: ModelJson): TokenizerModel {
  const ids = vocabularyIds(file)
  const unknown = ids.get(file.unk_token ?? '')
  return word => whole(ids.get(word) ?? unknown, word)
}

/** The longest matching token, repeatedly; a word with a position where no token matches is unknown as a whole. */
function wordPiece(file: ModelJson): TokenizerModel {
  const ids = vocabularyIds(file)
  const { unk_token, continuing_subword_prefix, max_input_chars_per_word: maxWordCharacters = 100 } = file
  const unknown = ids.get(unk_token ?? '[UNK]')
  const prefix = continuing_subword_prefix ?? '##'
  const { step, pieceAt } = buildTrie([...ids])
  let inside = 0 // the node of the trie from which tokens inside a word (##) start
  for (let i = 0; i < prefix.length && inside >= 0; i++) inside = step(inside, prefix.charCodeAt(i))
  return word => {
    if (word.length > maxWordCharacters && [...word].length > maxWordCharacters) return whole(unknown, word)
    const cut: WordTokens = { ids: [], from: [], to: [] }
    for (let from = 0, end = 0; from < word.length; from = end) {
      let id = -1
      for (let to = from, place = from > 0 ? inside : 0; place >= 0 && to < word.length; ) {
        place = step(place, word.charCodeAt(to++))
        if (place < 0 || (pieceAt[place] as number) < 0) continue
        id = pieceAt[place] as number
        end = to
      }
      if (id < 0) return whole(unknown, word)
      cut.ids.push(id)
      cut.from.push(from)
      cut.to.push(end)
    }
    return cut
  }
}
