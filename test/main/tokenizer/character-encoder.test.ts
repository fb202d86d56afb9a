import { readFileSync } from 'node:fs'
import { Tokenizer as Library } from 'tokenizers'
import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../core/random.ts'
import { characterEncoder } from '../../../main/tokenizer/encode/character-encoder.ts'
import { loadTokenizer } from '../../../main/tokenizer/encode/load-tokenizer.ts'
import { tokenBuffer } from '../../../main/tokenizer/encode/token-buffer.ts'
import type { TokenizerJson } from '../../../main/tokenizer/file/tokenizer-json.ts'

interface CharacterFile extends TokenizerJson {
  readonly added_tokens: NonNullable<TokenizerJson['added_tokens']>
}

const fixture = JSON.parse(readFileSync('test/fixtures/tokenizers/characters.json', 'utf8')) as CharacterFile
/** As the character tokenizers that are learned here: nothing cuts the text before the model. */
const characters: CharacterFile = { ...fixture, pre_tokenizer: null }
const vocabulary = { size: 480, pad: 0, begin: 1, end: 2, sentinels: 0 }
const load = (file: TokenizerJson) => loadTokenizer(JSON.stringify(file), vocabulary)

/** A token that is looked for in the normalised text and never found: with it, the whole text is read the general way. */
const never = { id: 479, content: '\u{10fffd}', special: false, normalized: true }
const general = (file: CharacterFile) => ({ ...file, added_tokens: [...file.added_tokens, never] })

const letters = [
  ...'abAB1.!?,"\')](-é¿ªİ\t\u00a0\u0301’…鲸。🐳\0    \n\n语言模型会写！」，かゔハ\u3099한국\u1112\u1161\u11abไทยำжЖ́Σя\u3000Ａﬁ豈',
]
const pieces = [...letters, '  ', '\n \n', '\r\n', '\ud83d', '<mask>']
const texts = (count: number): string[] => {
  const { int } = createRandom(7)
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + int(30) }, () => pieces[int(pieces.length)]).join(''),
  )
}

const sequence = (...types: readonly string[]) => ({ type: 'Sequence', normalizers: types.map(type => ({ type })) })
const normalizers = { none: null, NFC: { type: 'NFC' }, others: sequence('NFKD', 'StripAccents', 'Lowercase') }

describe.each(Object.entries(normalizers))(
  'a tokenizer that takes letter by letter, normaliser %s',
  (_, normalizer) => {
    const file = { ...characters, normalizer }

    test('marks words and sentences in a text of any letters as the general way does', () => {
      expect(characterEncoder(file)).toBeDefined()
      expect(characterEncoder(general(file))).toBeUndefined()
      const [own, other] = [load(file), load(general(file))]
      for (const text of [...texts(4000), `Long ${'x'.repeat(300)}. So`])
        expect([text, own.encodeMarked(text)]).toEqual([text, other.encodeMarked(text)])
    })

    test('gives the tokens that the tokenizers library gives', async () => {
      const [own, library] = [load(file), Library.fromString(JSON.stringify(file))]
      for (const text of texts(500).map(text => text.toWellFormed())) {
        const encoding = await library.encode(text, null, { addSpecialTokens: false })
        expect([text, ...own.encode(text)]).toEqual([text, ...encoding.getIds()])
      }
    })
  },
)

test('ordinary words are read by the table, others are left to others', () => {
  const read = characterEncoder(characters)
  const readAll = (text: string) => read?.(text, 0, text.length, true, tokenBuffer())
  expect([' whale.', '\n\nCall', '  12,5', '白鲸在海里。', 'кит', 'x'.repeat(9999)].map(readAll)).toEqual(
    Array(6).fill(true),
  )
  expect(['cafe\u0301', 'a\tb', 'か\u3099', '\u1112\u1161', '🐳'].map(readAll)).toEqual(Array(5).fill(false))
})

test('a tokenizer that joins letters, or looks at their neighbours, is not read by the table', () => {
  const { model } = characters
  expect(characterEncoder({ ...characters, model: { ...model, merges: [['a', 'b']] } })).toBeUndefined()
  expect(characterEncoder({ ...characters, model: { ...model, fuse_unk: true } })).toBeUndefined()
  expect(characterEncoder({ ...characters, normalizer: { type: 'Prepend', prepend: '▁' } })).toBeUndefined()
  expect(characterEncoder({ ...characters, pre_tokenizer: { type: 'Whitespace' } })).toBeUndefined()
})
