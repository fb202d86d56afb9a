import type { Vocabulary } from '../../../core/plan/plan.ts'
import { bottomNames, type TokenizerRecipe } from '../../../core/tokenizer-recipe.ts'
import { alphabet } from '../byte-level.ts'
import { type Learned, tokenizerFile, tooLittleText } from '../tokenizer-file.ts'
import { countWords, type WordCounts } from './count-words.ts'
import { learnJoins } from './learn-joins.ts'
import { learnUnigram } from './learn-unigram.ts'
import { partsOf } from './recipe-parts.ts'

/** The text of a tokenizer.json with exactly `vocabulary.size` tokens, learned from texts. Throws Refusals when they are too few. */
export async function learnTokenizer(
  texts: AsyncIterable<string>,
  recipe: TokenizerRecipe,
  vocabulary: Vocabulary,
  signal?: AbortSignal,
): Promise<string> {
  const parts = partsOf(recipe)
  const bottom = bottomNames(recipe, vocabulary.mask !== undefined)
  const room = vocabulary.size - bottom.length - vocabulary.sentinels
  const added_tokens = bottom.map((content, id) => ({ id, content }))
  const learn = learners[recipe.model]
  const counts =
    recipe.model === 'bytes' ? new Map() : await countWords(texts, recipe, { ...parts, added_tokens }, signal)
  const learned = await learn(counts, { room, minimumFrequency: recipe.minimumFrequency }, signal)
  if (learned.pieces.length < room) throw tooLittleText(vocabulary.size, vocabulary.size - room + learned.pieces.length)
  return tokenizerFile(learned, parts, { bottom, sentinels: vocabulary.sentinels })
}

interface Wanted {
  readonly room: number
  readonly minimumFrequency: number
}
type Learner = (counts: WordCounts, wanted: Wanted, signal?: AbortSignal) => Promise<Learned>

const learners: Readonly<Record<TokenizerRecipe['model'], Learner>> = {
  async bpe(counts, wanted, signal) {
    const rules = { ...wanted, alphabet: [...alphabet].sort(), start: (word: string) => [...word], prefix: '' }
    const { pieces, merges } = await learnJoins(counts, rules, signal)
    return { model: 'bpe', pieces: [...alphabet, ...pieces.slice(alphabet.length)], merges }
  },

  async bytes() {
    return { model: 'bpe', pieces: alphabet, merges: [] }
  },

  async wordpiece(counts, wanted, signal) {
    const letters = lettersOf(counts)
    const most = Math.ceil(wanted.room * lettersAtMost)
    const rules = { ...wanted, alphabet: ordered(letters.slice(0, most)), start: insideLetters, prefix: '##' }
    const { pieces } = await learnJoins(counts, rules, signal)
    return { model: 'wordpiece', pieces: [...pieces, ...letters.slice(most)].slice(0, wanted.room) }
  },

  async unigram(counts, wanted, signal) {
    const scored = await learnUnigram(counts, wanted, signal)
    return { model: 'unigram', pieces: scored.map(([piece]) => piece), scores: scored.map(([, score]) => score) }
  },

  /** The most frequent characters; ids that stay free are kept for nothing, so that the size need not be known before. */
  async characters(counts, { room, minimumFrequency }) {
    const found = charactersIn(counts).filter(([, count]) => count >= minimumFrequency)
    const pieces = found.slice(0, room).map(([character]) => character)
    const free = Array.from({ length: room - pieces.length }, (_, i) => `<unused_${i}>`)
    return { model: 'characters', pieces: [...pieces, ...free] }
  },
}

/** A word's letters as WordPiece writes them: ## before all but the first. A part of a longer word has them before all. */
function insideLetters(word: string): readonly string[] {
  const inside = word.startsWith('##') && word.length > 2
  return Array.from(inside ? word.slice(2) : word, (letter, i) => (i > 0 || inside ? `##${letter}` : letter))
}

/** Share of a vocabulary that single letters may take; rarer ones only get what longer pieces leave. */
const lettersAtMost = 0.7

/** Letters as WordPiece begins with, the most frequent first. */
function lettersOf(counts: WordCounts): readonly string[] {
  const found = new Map<string, number>()
  for (const [word, count] of counts)
    for (const letter of insideLetters(word)) found.set(letter, (found.get(letter) ?? 0) + count)
  return [...found].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([piece]) => piece)
}

/** Those that begin words first, which settles ties between pairs. */
function ordered(letters: readonly string[]): readonly string[] {
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
