import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../core/random.ts'
import { byteLevelPreTokenizer } from '../../../main/tokenizer/pre-tokenize/byte-level-pre-tokenizer.ts'
import { libraryTokenizer } from '../../../main/tokenizer/pre-tokenize/components.ts'

const bytes = (use_regex: boolean, add_prefix_space = false) => ({
  type: 'ByteLevel',
  add_prefix_space,
  trim_offsets: true,
  use_regex,
})
const cut = (Regex: string, behavior = 'Isolated', invert = false) => ({
  type: 'Split',
  pattern: { Regex },
  behavior,
  invert,
})
const sequence = (...pretokenizers: readonly unknown[]) => ({ type: 'Sequence', pretokenizers })
const digits = { type: 'Digits', individual_digits: true }

const contractions = "(?i:'s|'t|'re|'ve|'m|'ll|'d)"
const ends = String.raw`\s*[\r\n]+|\s+(?!\S)|\s+`
const pattern = (numbers: string) =>
  String.raw`${contractions}|[^\r\n\p{L}\p{N}]?\p{L}+|${numbers}| ?[^\s\p{L}\p{N}]+[\r\n]*|${ends}`
const [upper, lower] = [String.raw`[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]`, String.raw`[\p{Ll}\p{Lm}\p{Lo}\p{M}]`]
const before = String.raw`[^\r\n\p{L}\p{N}]?`

/** As published tokenizers write them. */
const published = {
  'GPT-4': sequence(cut(pattern(String.raw`\p{N}{1,3}`), 'Removed', true), bytes(false)),
  'Llama 3': sequence(cut(pattern(String.raw`\p{N}{1,3}`)), bytes(false)),
  'Qwen 2': sequence(cut(pattern(String.raw`\p{N}`)), bytes(false)),
  'GPT-4o': sequence(
    cut(
      String.raw`${before}${upper}*${lower}+${contractions}?|${before}${upper}+${lower}*${contractions}?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|${ends}`,
    ),
    bytes(false),
  ),
  'DeepSeek V3': sequence(
    cut(String.raw`\p{N}{1,3}`),
    cut('[一-龥぀-ゟ゠-ヿ]+'),
    cut(
      String.raw`[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_${'`'}{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|${ends}`,
    ),
    bytes(false),
  ),
  SmolLM: sequence(digits, bytes(true)),
  RoBERTa: bytes(true, true),
  'a prefix for every piece': sequence(digits, bytes(true, true)),
}

const knowsCase = (() => {
  try {
    return /(?i:a)/.test('A')
  } catch {
    return false
  }
})()

const signs = [
  ...' \n\t\r.,!?\'"/-_$#@()[]{}|^+*\\',
  ...'aBzZ09½Ⅷ٣éÉßſǅʰªK',
  ...'\u0301\u200b\u200d\u00a0\u0085\u2028\u3000白かカ한ไעع🐳\u0000\ufffd',
  "'S",
  "'ll",
  "'ſ",
  '  ',
  'word',
  'The',
]

describe.each(Object.entries(published))('words in the manner of %s', (_, pre_tokenizer) => {
  const library = libraryTokenizer({ pre_tokenizer }).getPreTokenizer()
  const theirs = (text: string) => library?.preTokenizeString(text).map(([word]) => word)
  const quick = byteLevelPreTokenizer(pre_tokenizer) ?? theirs

  test('need no library, but for engines of before 2024 (Node 22), which do not know (?i:…)', () => {
    expect(quick !== theirs).toBe(knowsCase || !JSON.stringify(pre_tokenizer).includes('(?i:'))
  })

  test('are those of the library in any text', () => {
    const { int } = createRandom(3)
    for (let i = 0; i < 3000; i++) {
      const text = Array.from({ length: int(12) }, () => signs[int(signs.length)]).join('')
      expect([text, quick(text)]).toEqual([text, theirs(text)])
    }
  })

  test('are left to the library where its Unicode is another one', () => {
    const unlike = (letter: string) => quick(`a${letter} b`)?.join() !== theirs(`a${letter} b`)?.join()
    const letters = Array.from({ length: 4000 }, (_, i) => String.fromCodePoint(0x80 + i * 17))
    for (const letter of [...letters.filter(letter => letter.isWellFormed()), '\u088f', '\u{10940}'])
      if (unlike(letter)) expect([letter, quick(`a${letter} b`)]).toEqual([letter, undefined])
  })
})

test.each([
  ['a repeated group, which may take for ever', '(a+)+b'],
  ['the end of a line', 'a+$'],
  ['a class within a class', '[^(\\s|[.,!?])]+'],
  ['a quantifier that gives nothing back', '\\p{L}++'],
  ['what is no pattern here', '\\p{Han}+'],
])('a pattern with %s is the library’s alone', (_, regex) => {
  expect(byteLevelPreTokenizer(sequence(cut(regex), bytes(false)))).toBeUndefined()
})
