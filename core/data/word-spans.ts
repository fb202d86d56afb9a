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
    const parts = unspacedScript.test(word) ? [...segmentWords(word)] : [{ segment: word, index: 0 }]
    return parts.map(({ segment, index: at }) => {
      const from = index + at
      return { text: segment, from, to: from + segment.length }
    })
  })

/** Letters of scripts that put no spaces between words, to be written into a class of a regular expression with the flag `u`. */
export const unspacedScriptLetters = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map(script => `\\p{Script=${script}}`)
  .join('')

/** Finds such a letter. */
export const unspacedScript = new RegExp(`[${unspacedScriptLetters}]`, 'u')

let segmenter: Intl.Segmenter | undefined

/** The words of a text, and what is between them, as ICU's dictionary of Chinese and Japanese sees them. It is opened when it is first needed: that takes 30 ms. */
export function segmentWords(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' })
  return segmenter.segment(text)
}
