import { unspaced } from '../unspaced-scripts.ts'
import { wordSegments } from '../word-segments.ts'

/** A piece of a text, from one character up to another (UTF-16 units). */
export interface WordSpan {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** Marks at the edges of words, which count as words of their own. Currency, percent and hyphens belong to the word. */
const punctuation = '\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}"\'.,;:!?…¡¿。，、！？；：'
const dash = '\\u2013\\u2014'
const wordPattern = new RegExp(
  [
    `(?<![\\p{L}\\p{N}])(?:\\p{Lu}\\.)+`, // initials keep their dots: U.S.
    `[${dash}]+|-{2,}`,
    `([${punctuation}])\\1*`, // a mark that is repeated is one
    `[^\\s${punctuation}${dash}](?:(?:(?!--)[^\\s${dash}])*(?!--)[^\\s${punctuation}${dash}])?`,
  ].join('|'),
  'gu',
)

/**
 * The words of a plain text, as most tagged texts count them: what stands between spaces, without the marks around it, which
 * are words themselves. Scripts without spaces are cut by a dictionary.
 */
export const wordSpans = (text: string): WordSpan[] =>
  Array.from(text.matchAll(wordPattern)).flatMap(({ 0: word, index }) => {
    const parts = unspaced.test(word) ? [...wordSegments(word)] : [{ segment: word, index: 0 }]
    return parts.map(({ segment, index: at }) => {
      const from = index + at
      return { text: segment, from, to: from + segment.length }
    })
  })
