import { expect, test } from 'vitest'
import { createRandom } from '../../../core/random.ts'
import { fastPreTokenizer } from '../../../main/tokenizer/encode/fast-pre-tokenizer.ts'
import type { TokenizerJson } from '../../../main/tokenizer/file/tokenizer-json.ts'
import { textPreTokenizer } from '../../../main/tokenizer/pre-tokenize/pre-tokenizer.ts'

const sequence = (key: string, ...steps: object[]) => ({ type: 'Sequence', [key]: steps })
const oneSpace = { type: 'Replace', pattern: { Regex: ' {2,}' }, content: ' ' }
const metaspace = (prepend_scheme: string) => ({ type: 'Metaspace', replacement: '▁', prepend_scheme, split: true })
const punctuation = { type: 'Punctuation', behavior: 'Isolated' }
const han = { type: 'Split', pattern: { Regex: '\\p{Han}' }, behavior: 'Isolated', invert: false }
const bert = {
  type: 'BertNormalizer',
  clean_text: true,
  handle_chinese_chars: true,
  strip_accents: true,
  lowercase: true,
}
const cased = { ...bert, strip_accents: false, lowercase: false }

/** Normalizers and pre-tokenizers of tokenizers that are learned here, and of some from elsewhere. */
const files: Readonly<Record<string, Pick<TokenizerJson, 'normalizer' | 'pre_tokenizer'>>> = {
  'our Unigram': {
    normalizer: sequence('normalizers', { type: 'NFKC' }, oneSpace),
    pre_tokenizer: sequence('pretokenizers', metaspace('always'), punctuation),
  },
  'our WordPiece': { normalizer: bert, pre_tokenizer: sequence('pretokenizers', { type: 'BertPreTokenizer' }, han) },
  'cased BERT': { normalizer: cased, pre_tokenizer: { type: 'BertPreTokenizer' } },
  'a sign at the start only': { normalizer: { type: 'NFC' }, pre_tokenizer: metaspace('first') },
  'letters taken apart': {
    normalizer: sequence('normalizers', { type: 'NFD' }, { type: 'Lowercase' }, { type: 'StripAccents' }),
    pre_tokenizer: { type: 'WhitespaceSplit' },
  },
  'no cutting': { normalizer: { type: 'NFKD' }, pre_tokenizer: null },
}

const signs = [
  ...'aB1.-é，。白鲸語龘▁“”…½ﾞﾊ\u0301\u3099かİΣςǅßﬁ한ᄒ\u1161\u11ab\u00a0\u200b\u00ad\u200d\t\n  ',
  '🐳',
  '  ',
  '\ud83d',
]

/** Texts of letters from everywhere, and of such as are likely to do something to each other. */
function texts(count: number): string[] {
  const { int } = createRandom(11)
  const letter = () => (int(3) === 0 ? String.fromCharCode(int(0x10000)) : (signs[int(signs.length)] as string))
  return Array.from({ length: count }, () => Array.from({ length: 1 + int(8) }, letter).join(''))
}

test.each(Object.entries(files))('%s: words are those of the library, or left to it', (_, file) => {
  const quick = fastPreTokenizer(file as TokenizerJson)
  const { words } = textPreTokenizer(file, { plain: false })
  let read = 0
  for (const text of texts(6000))
    for (const start of [true, false]) {
      const found = quick?.(text, start)
      if (found) expect([text, ...found]).toEqual([text, ...wordsIn(words(text, start))])
      if (found) read++
    }
  expect(read).toBeGreaterThan(1500)
})

const wordsIn = ({ words }: { words: readonly object[] }) => words.map(word => ('word' in word ? word.word : word))

test.each(Object.entries(files))('%s: ordinary text needs no library', (_, file) => {
  const quick = fastPreTokenizer(file as TokenizerJson)
  for (const text of [' the', 'Whale,', '白鲸在海里游。', ' café', ' “sea” ½', '\n\nCall me'])
    expect(quick?.(text, false)).toBeDefined()
})

test('tokenizers that look at more than a letter are left to the library', () => {
  const strips = { normalizer: { type: 'Strip', strip_left: true, strip_right: true }, pre_tokenizer: null }
  const scripts = { normalizer: null, pre_tokenizer: { type: 'UnicodeScripts' } }
  const late = { ...files['no cutting'], added_tokens: [{ id: 1, content: 'x', normalized: true }] }
  for (const file of [strips, scripts, late]) expect(fastPreTokenizer(file as unknown as TokenizerJson)).toBeUndefined()
})
