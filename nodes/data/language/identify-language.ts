import { languageWords, ownScripts } from './language-words.ts'
import { splitWords } from './words.ts'

const maxCharacters = 2000
/** The weight of a Chinese character: it says as much as several letters, and technical texts mix both. */
const cjkLetterWeight = 4

interface Script {
  readonly letters: RegExp
  /** The weight of a character. */
  readonly size: number
  readonly code: (text: string) => string | undefined
}

const scriptPattern = (...names: string[]) => new RegExp(`[${names.map(name => `\\p{sc=${name}}`).join('')}]`, 'gu')
const count = (text: string, letters: RegExp) => text.match(letters)?.length ?? 0

const [kana, kanaOrHan] = [scriptPattern('Hiragana', 'Katakana'), scriptPattern('Han', 'Hiragana', 'Katakana')]
const isJapanese = (text: string) => count(text, kana) * 10 > count(text, kanaOrHan)

/** A character inside words: à alone is a word. */
const inWord = (letter: string) => `-${letter}`

/** The most frequent first: a text in Latin script is never searched for the others. */
const scripts: readonly Script[] = [
  ...Object.entries(languageWords).map(([name, languages]) => {
    const known = languagesBySign(languages)
    return { letters: scriptPattern(name), size: 1, code: (text: string) => bestMatch(text, known) }
  }),
  { letters: kanaOrHan, size: cjkLetterWeight, code: text => (isJapanese(text) ? 'ja' : 'zh') },
  ...Object.entries(ownScripts).map(([name, code]) => ({ letters: scriptPattern(name), size: 1, code: () => code })),
]

/** Every code that identifyLanguage can return. */
export const languageCodes: readonly string[] = [
  ...['zh', 'ja', ...Object.values(ownScripts)],
  ...Object.values(languageWords).flatMap(languages => Object.keys(languages)),
].toSorted()

/**
 * The language of a text as an ISO 639-1 code, by its script and, where languages share one, by the function words and
 * special characters in its first 2000 characters. Undefined when these do not decide: a few words are often not enough.
 */
export function identifyLanguage(text: string): string | undefined {
  const start = text.slice(0, maxCharacters).toLowerCase()
  let best = { weight: 0, code: (_: string): string | undefined => undefined }
  let left = count(start, /\p{L}/gu)
  for (const { letters, size, code } of scripts) {
    if (left * cjkLetterWeight <= best.weight) break // none of the remaining scripts can weigh more
    const found = count(start, letters)
    left -= found
    if (found * size > best.weight) best = { weight: found * size, code }
  }
  return best.code(start)
}

/** From each function word and special character to the languages that use it. */
type LanguagesBySign = ReadonlyMap<string, readonly string[]>

function languagesBySign(languages: (typeof languageWords)[string]): LanguagesBySign {
  const known = new Map<string, string[]>()
  for (const [code, { words, letters = '' }] of Object.entries(languages))
    for (const sign of new Set([...words.split(' '), ...Array.from(letters, inWord)]))
      known.set(sign, [...(known.get(sign) ?? []), code])
  return known
}

/** A single letter is a word in many languages, so that one alone does not decide. */
const weightOf = (sign: string) => (sign.length === 1 ? 0.5 : 1)

/** The language with the most of these words and characters; none on a tie. */
function bestMatch(text: string, known: LanguagesBySign): string | undefined {
  const scores = new Map<string, number>()
  for (const sign of signsOf(text))
    for (const code of known.get(sign) ?? []) scores.set(code, (scores.get(code) ?? 0) + weightOf(sign))
  const [first, second] = [...scores].toSorted(([, a], [, b]) => b - a)
  return first && first[1] >= 1 && first[1] > (second?.[1] ?? 0) ? first[0] : undefined
}

/** Words, their parts before an apostrophe (l’homme), and the non-ASCII letters of longer words. */
function* signsOf(text: string): Generator<string> {
  for (const word of splitWords(text)) {
    yield word
    const apostrophe = word.search(/['’]/)
    if (apostrophe > 0) yield `${word.slice(0, apostrophe)}'`
    if (word.length > 1) for (const letter of word) if (letter > '\x7f') yield inWord(letter)
  }
}
