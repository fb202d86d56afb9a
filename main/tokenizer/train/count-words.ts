import type { TokenizerRecipe } from '../../../core/data/tokenizer-recipe.ts'
import { segmentWords } from '../../../core/data/word-spans.ts'
import { yieldToEventLoop } from '../../process/yield-to-event-loop.ts'
import type { RecipeComponents } from '../file/recipe-components.ts'
import { isPlainByteLevel } from '../file/recipe-components.ts'
import { byteAlphabet, gpt2Words } from '../pre-tokenize/byte-pieces.ts'
import { type PreTokenizationJson, preTokenizeText, textPreTokenizer } from '../pre-tokenize/pre-tokenizer.ts'
import { splitLongText } from '../pre-tokenize/split-long-text.ts'

/** Frequencies of words, normalised and pre-tokenised as the tokenizer will do it. */
export type WordCounts = ReadonlyMap<string, number>

/** Different words that are kept; beyond that number, words that occurred once are dropped. */
const maxDistinctWords = 2_000_000

/** Counts the words of texts. Yields to the event loop meanwhile. */
export async function countWords(
  texts: AsyncIterable<string>,
  recipe: TokenizerRecipe,
  parts: RecipeComponents & Pick<PreTokenizationJson, 'added_tokens'>,
  signal?: AbortSignal,
): Promise<WordCounts> {
  const counts = new Map<string, number>()
  const cut = wordsOf(recipe, parts)
  const pause = yieldToEventLoop(signal)
  for await (const text of texts)
    for (const piece of splitLongText(text)) {
      for (const word of cut(piece)) counts.set(word, (counts.get(word) ?? 0) + 1)
      if (counts.size > maxDistinctWords) for (const [word, count] of counts) if (count === 1) counts.delete(word)
      await pause()
    }
  return isPlainByteLevel(parts) ? new Map(Array.from(counts, ([word, count]) => [inBytes(word), count])) : counts
}

const utf8 = new TextEncoder()
const inBytes = (word: string) => Array.from(utf8.encode(word), byte => byteAlphabet[byte]).join('')

function wordsOf(
  { model, chinese }: TokenizerRecipe,
  parts: Parameters<typeof countWords>[2],
): (text: string) => Iterable<string> {
  const prepare = textPreTokenizer(parts, { plain: false }) // names of special tokens are not counted as words
  const prepared = (text: string) =>
    preTokenizeText(prepare, text).flatMap(passage =>
      passage.words.flatMap(word => ('word' in word ? [word.word] : [])),
    )
  const plain = isPlainByteLevel(parts)
    ? (text: string) => Array.from(text.matchAll(gpt2Words), ([word]) => word)
    : prepared
  if (chinese !== 'words') return plain
  if (model === 'bpe') return text => splitChineseWords(text).flatMap(plain)
  const inside = model === 'wordpiece' ? '##' : ''
  return text => plain(text).flatMap(word => splitChineseWords(word).map((part, i) => (i > 0 ? inside : '') + part))
}

const han = /\p{Script=Han}/u

/** Each Chinese word of the dictionary on its own, and the text between them. */
export function splitChineseWords(text: string): readonly string[] {
  if (!han.test(text)) return [text]
  const parts: string[] = []
  let joins = false
  for (const { segment } of segmentWords(text)) {
    const word = han.test(segment)
    if (joins && !word) parts[parts.length - 1] += segment
    else parts.push(segment)
    joins = !word
  }
  return parts
}
