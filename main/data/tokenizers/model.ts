// The models of tokenizer.json files: what cuts a word, already normalised and cut out of its text, into pieces.
import { remembered } from '../remembered.ts'
import { joinPieces } from './join-pieces.ts'
import { type Cut, idsOf, type Model, type ModelFile } from './model-file.ts'
import { unigram } from './unigram.ts'

/** Words remembered with their pieces. */
const most = 30_000

/** Cuts words exactly as the tokenizers library does with the same model. */
export const modelOf = (file: ModelFile): Model => remembered((models[kindOf(file)] ?? unknownKind(file))(file), most)

/** Files of old versions do not name the kind. */
function kindOf({ type, vocab, merges, max_input_chars_per_word }: ModelFile): string {
  if (type) return type
  if (merges) return 'BPE'
  if (Array.isArray(vocab)) return 'Unigram'
  return max_input_chars_per_word === undefined ? 'WordLevel' : 'WordPiece'
}

const models: Readonly<Record<string, (file: ModelFile) => Model>> = {
  BPE: joinPieces,
  Unigram: unigram,
  WordPiece: wordPiece,
  WordLevel: wordLevel,
}

const unknownKind = (file: ModelFile): never => {
  throw new Error(`modelOf: a model of the kind BPE, Unigram, WordPiece or WordLevel is expected, not ${file.type}`)
}

const whole = (id: number | undefined, { length }: string): Cut =>
  id === undefined ? { ids: [], from: [], to: [] } : { ids: [id], from: [0], to: [length] }

function wordLevel(file: ModelFile): Model {
  const ids = idsOf(file)
  const unknown = ids.get(file.unk_token ?? '')
  return word => whole(ids.get(word) ?? unknown, word)
}

/** The longest piece that fits, again and again; a word with a place where none fits is unknown as a whole. */
function wordPiece(file: ModelFile): Model {
  const ids = idsOf(file)
  const { unk_token, continuing_subword_prefix: prefix, max_input_chars_per_word: most = 100 } = file
  const unknown = ids.get(unk_token ?? '[UNK]')
  return word => {
    if ([...word].length > most) return whole(unknown, word)
    const cut: Cut = { ids: [], from: [], to: [] }
    for (let from = 0; from < word.length; ) {
      let to = word.length
      const piece = () => ids.get((from > 0 ? (prefix ?? '##') : '') + word.slice(from, to))
      while (to > from && piece() === undefined) to--
      if (to === from) return whole(unknown, word)
      cut.ids.push(piece() as number)
      cut.from.push(from)
      cut.to.push(to)
      from = to
    }
    return cut
  }
}
