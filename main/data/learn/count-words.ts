import type { TokenizerRecipe } from '../../../core/tokenizer-recipe.ts'
import { wordSegments } from '../../../core/word-segments.ts'
import { alphabet, words } from '../byte-level.ts'
import { textPieces } from '../text-pieces.ts'
import { type PreparingFile, passagesOf, textPreparer } from '../tokenizers/prepare-text.ts'
import { breath } from './breath.ts'
import { isByteCut } from './is-byte-cut.ts'
import type { RecipeParts } from './recipe-parts.ts'

/** How often each word occurs, cut and normalised as the tokenizer will do it. */
export type WordCounts = ReadonlyMap<string, number>

/** Different words that are kept; beyond, those that came once only are forgotten. */
const most = 2_000_000

/** Counts the words of texts. Lets other work through meanwhile. */
export async function countWords(
  texts: AsyncIterable<string>,
  recipe: TokenizerRecipe,
  parts: RecipeParts & Pick<PreparingFile, 'added_tokens'>,
  signal?: AbortSignal,
): Promise<WordCounts> {
  const counts = new Map<string, number>()
  const cut = wordsOf(recipe, parts)
  const breathe = breath(signal)
  for await (const text of texts)
    for (const piece of textPieces(text)) {
      for (const word of cut(piece)) counts.set(word, (counts.get(word) ?? 0) + 1)
      if (counts.size > most) for (const [word, count] of counts) if (count === 1) counts.delete(word)
      await breathe()
    }
  return isByteCut(parts) ? new Map(Array.from(counts, ([word, count]) => [inBytes(word), count])) : counts
}

const utf8 = new TextEncoder()
const inBytes = (word: string) => Array.from(utf8.encode(word), byte => alphabet[byte]).join('')

function wordsOf(
  { model, chinese }: TokenizerRecipe,
  parts: Parameters<typeof countWords>[2],
): (text: string) => Iterable<string> {
  const prepare = textPreparer(parts, { plain: false }) // names of special tokens are no words
  const prepared = (text: string) =>
    passagesOf(prepare, text).flatMap(passage => passage.words.flatMap(word => ('word' in word ? [word.word] : [])))
  const plain = isByteCut(parts) ? (text: string) => Array.from(text.matchAll(words), ([word]) => word) : prepared
  if (chinese !== 'words') return plain
  if (model === 'bpe') return text => byDictionary(text).flatMap(plain)
  const inside = model === 'wordpiece' ? '##' : ''
  return text => plain(text).flatMap(word => byDictionary(word).map((part, i) => (i > 0 ? inside : '') + part))
}

const han = /\p{Script=Han}/u

/** Every Chinese word of a dictionary by itself, and what is between them. */
export function byDictionary(text: string): readonly string[] {
  if (!han.test(text)) return [text]
  const parts: string[] = []
  let joins = false
  for (const { segment } of wordSegments(text)) {
    const word = han.test(segment)
    if (joins && !word) parts[parts.length - 1] += segment
    else parts.push(segment)
    joins = !word
  }
  return parts
}
