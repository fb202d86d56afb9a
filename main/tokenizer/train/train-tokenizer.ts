import { reservedTokenNames, type TokenizerRecipe } from '../../../core/data/tokenizer-recipe.ts'
import type { Vocabulary } from '../../../core/plan/plan.ts'
import { buildTokenizerJson, type TrainedModel, tooLittleText } from '../file/build-tokenizer-json.ts'
import { componentsOfRecipe } from '../file/recipe-components.ts'
import { byteAlphabet } from '../pre-tokenize/byte-pieces.ts'
import { countWords, type WordCounts } from './count-words.ts'
import { trainBpe } from './train-bpe.ts'
import { trainUnigram } from './train-unigram.ts'

/** Trains a tokenizer on texts and returns its tokenizer.json with exactly `vocabulary.size` tokens. Throws Refusals when the texts have too few. */
export async function trainTokenizer(
  texts: AsyncIterable<string>,
  recipe: TokenizerRecipe,
  vocabulary: Vocabulary,
  signal?: AbortSignal,
): Promise<string> {
  const parts = componentsOfRecipe(recipe)
  const bottom = reservedTokenNames(recipe, vocabulary.mask !== undefined)
  const room = vocabulary.size - bottom.length - vocabulary.sentinels
  const added_tokens = bottom.map((content, id) => ({ id, content }))
  const learn = modelTrainers[recipe.model]
  const counts =
    recipe.model === 'bytes' ? new Map() : await countWords(texts, recipe, { ...parts, added_tokens }, signal)
  const learned = await learn(counts, { room, minimumFrequency: recipe.minimumFrequency }, signal)
  if (learned.pieces.length < room) throw tooLittleText(vocabulary.size, vocabulary.size - room + learned.pieces.length)
  return buildTokenizerJson(learned, parts, { bottom, sentinels: vocabulary.sentinels })
}

interface Wanted {
  readonly room: number
  readonly minimumFrequency: number
}
type ModelTrainer = (counts: WordCounts, wanted: Wanted, signal?: AbortSignal) => Promise<TrainedModel>

const modelTrainers: Readonly<Record<TokenizerRecipe['model'], ModelTrainer>> = {
  async bpe(counts, wanted, signal) {
    const rules = { ...wanted, alphabet: [...byteAlphabet].sort(), start: (word: string) => [...word], prefix: '' }
    const { pieces, merges } = await trainBpe(counts, rules, signal)
    return { model: 'bpe', pieces: [...byteAlphabet, ...pieces.slice(byteAlphabet.length)], merges }
  },

  async bytes() {
    return { model: 'bpe', pieces: byteAlphabet, merges: [] }
  },

  async wordpiece(counts, wanted, signal) {
    const letters = lettersByCount(counts)
    const maxLetters = Math.ceil(wanted.room * maxLetterShare)
    const rules = {
      ...wanted,
      alphabet: initialAlphabet(letters.slice(0, maxLetters)),
      start: wordPieceLetters,
      prefix: '##',
    }
    const { pieces } = await trainBpe(counts, rules, signal)
    return { model: 'wordpiece', pieces: [...pieces, ...letters.slice(maxLetters)].slice(0, wanted.room) }
  },

  async unigram(counts, wanted, signal) {
    const scored = await trainUnigram(counts, wanted, signal)
    return { model: 'unigram', pieces: scored.map(([piece]) => piece), scores: scored.map(([, score]) => score) }
  },

  /** The most frequent characters; unused ids are left free, so that the vocabulary size need not be known before. */
  async characters(counts, { room, minimumFrequency }) {
    const found = charactersIn(counts).filter(([, count]) => count >= minimumFrequency)
    const pieces = found.slice(0, room).map(([character]) => character)
    const free = Array.from({ length: room - pieces.length }, (_, i) => `<unused_${i}>`)
    return { model: 'characters', pieces: [...pieces, ...free] }
  },
}

/** The symbols of a word in WordPiece: ## before all characters but the first; in the continuation of a long word before all. */
function wordPieceLetters(word: string): readonly string[] {
  const inside = word.startsWith('##') && word.length > 2
  return Array.from(inside ? word.slice(2) : word, (letter, i) => (i > 0 || inside ? `##${letter}` : letter))
}

/** The share of a vocabulary that single characters may take. */
const maxLetterShare = 0.7

/** The initial alphabet of WordPiece, the most frequent first. */
function lettersByCount(counts: WordCounts): readonly string[] {
  const found = new Map<string, number>()
  for (const [word, count] of counts)
    for (const letter of wordPieceLetters(word)) found.set(letter, (found.get(letter) ?? 0) + count)
  return [...found].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([piece]) => piece)
}

/** Characters that begin words first, which breaks ties between pairs. */
function initialAlphabet(letters: readonly string[]): readonly string[] {
  const inside = (piece: string) => piece.startsWith('##') && piece.length > 2
  const sorted = [...letters].sort()
  return [...sorted.filter(piece => !inside(piece)), ...sorted.filter(inside)]
}

/** The most frequent first. */
function charactersIn(counts: WordCounts): readonly (readonly [string, number])[] {
  const found = new Map<string, number>()
  for (const [word, count] of counts)
    for (const character of word) found.set(character, (found.get(character) ?? 0) + count)
  return [...found].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
}
