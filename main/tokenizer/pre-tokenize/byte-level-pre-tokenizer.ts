import { byteAlphabet, gpt2Words } from './byte-pieces.ts'
import type { ComponentJson } from './components.ts'
import { componentsIn, libraryTokenizer } from './components.ts'

type Split = (text: string) => readonly string[]

/** Undefined for a text with characters whose Unicode category differs between the library and JavaScript. */
type WordSplitter = (text: string) => readonly string[] | undefined

/**
 * The pre-tokenizers that end in the byte alphabet (GPT-4, Llama 3, Qwen and others), without calling the library for every word.
 * Undefined for patterns that have another meaning in JavaScript, or that give other words for a text of difficult cases.
 */
export function byteLevelPreTokenizer(pre_tokenizer: unknown): WordSplitter | undefined {
  const steps = componentsIn(pre_tokenizer, 'pretokenizers')
  const last = steps.at(-1)
  if (last?.type !== 'ByteLevel') return undefined
  const cuts = steps.slice(0, -1).map(splitOf)
  const spaced = (piece: string) => (last.add_prefix_space === false || piece.startsWith(' ') ? piece : ` ${piece}`)
  const ends: Split = last.use_regex === false ? piece => [piece] : piece => piece.match(gpt2Words) ?? []
  if (!cuts.every(cut => cut !== undefined)) return undefined
  const cut: Split = text => {
    const pieces = cuts.reduce<readonly string[]>((all, cut) => all.flatMap(cut), [text])
    return pieces.flatMap(piece => (piece === '' ? [] : ends(spaced(piece)).map(asByteLetters)))
  }
  const library = libraryTokenizer({ pre_tokenizer }).getPreTokenizer()
  const theirs = (text: string) => library?.preTokenizeString(text).map(([word]) => word)
  const agrees = (text: string) => JSON.stringify(cut(text)) === JSON.stringify(theirs(text))
  if (!trickyTexts.every(agrees)) return undefined
  const same = sameCharacters(letter => agrees(`a${letter}b1${letter} x`))
  return text => (same(text) ? cut(text) : undefined)
}

/** Whether all characters of a text are safe; each is checked when it first occurs. Those of ASCII are. */
function sameCharacters(tryOut: (letter: string) => boolean): (text: string) => boolean {
  const known = new Map<string, boolean>()
  return text => {
    if (ascii.test(text)) return true
    for (const letter of text) {
      if (letter < '\u0080') continue
      if (!known.has(letter)) known.set(letter, tryOut(letter))
      if (!known.get(letter)) return false
    }
    return true
  }
}

const ascii = /^[\0-\x7f]*$/

/** A step before the byte alphabet; undefined where only the library can do it. */
function splitOf({ type, pattern, behavior, invert, individual_digits }: ComponentJson): Split | undefined {
  if (type === 'Digits') return splitAt(individual_digits === true ? /\p{N}/gu : /\p{N}+/gu, true)
  const { Regex: regex } = (pattern ?? {}) as { readonly Regex?: unknown }
  if (type !== 'Split' || typeof regex !== 'string') return undefined
  const keepsRest = behavior === 'Isolated' && !invert
  if (!keepsRest && !(behavior === 'Removed' && invert === true)) return undefined
  const found = patternOf(regex)
  return found && splitAt(found, keepsRest)
}

/**
 * The library's pattern as a JavaScript expression: both take the first matching alternative, with Unicode categories. Undefined for
 * patterns with syntax that has another meaning in JavaScript, or that may take exponential time (a repeated group).
 */
function patternOf(regex: string): RegExp | undefined {
  const classes = regex.match(classOf) ?? []
  if (otherwise.test(regex.replace(classOf, 'x')) || classes.some(letters => nested.test(letters))) return undefined
  const ours = regex.replaceAll('\\s', '\\p{White_Space}').replaceAll('\\S', '\\P{White_Space}')
  try {
    return new RegExp(ours.replaceAll('\\d', '\\p{Nd}'), 'gu')
  } catch {
    return undefined // older engines do not support (?i:…)
  }
}

const classOf = /\[(?:\\.|[^\]\\])*\]/g
/** Matches line ends, repeated groups, possessive quantifiers, and most escapes. */
const otherwise = /[$^]|\)[*+{]|[*+?]\+|\d\}\+|\\[^pPsSrntd.|()[\]{}*+?/\\]/
const nested = /.\[(?<!\\\[)|&&/

/** Each match is a word, and so is the text between matches, if it is kept. */
const splitAt =
  (pattern: RegExp, keepsRest: boolean): Split =>
  text => {
    const pieces: string[] = []
    let done = 0
    for (const { 0: match, index } of text.matchAll(pattern)) {
      if (keepsRest && index > done) pieces.push(text.slice(done, index))
      if (match !== '') pieces.push(match)
      done = index + match.length
    }
    if (keepsRest && done < text.length) pieces.push(text.slice(done))
    return pieces
  }

const visible = /^[!-~]*$/

/** The bytes of a word in the byte alphabet. */
function asByteLetters(word: string): string {
  if (visible.test(word)) return word
  let letters = ''
  for (const byte of Buffer.from(word)) letters += byteAlphabet[byte]
  return letters
}

/** A text of cases in which patterns, and regular expression engines, differ. */
const trickyTexts = [
  '',
  ' ',
  "I'm SURE you'LL say it's 'tis; they've we'd 'S 'ſ",
  'a  b   c\n\nd \n e\t\tf\r\ng\u00a0h\u0085i\u2028j\u3000k\u200bl ',
  'x1 12 123 1234 12345 ½ Ⅷ ²³ ٣٤ 1.5e-3 $5,000.00 a1b2',
  'McDonald HTTPServer ǅ ʰ ªº don’t naïve cafe\u0301 e\u0301\u0327 \u0301x',
  '!!! ... ?!\n\n-- /path/to\n//x  #tag @me (a) [b] {c} a_b __init__\n',
  '白鲸 かな カナ 한국 ไทย עברית العَرَبِيَّة 🐳👩‍👩‍👧 \u0000\u0001\u007f \ufffd',
]
