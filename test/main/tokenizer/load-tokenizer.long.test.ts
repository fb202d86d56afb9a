import { readFile } from 'node:fs/promises'
import { Tokenizer as Library } from 'tokenizers'
import { beforeAll, describe, expect, test } from 'vitest'
import { createRandom } from '../../../core/random.ts'
import { readSample, unpackSample } from '../../../main/data/rows/samples.ts'
import { prepareData } from '../../../main/data/tokens/prepare-data.ts'
import { loadTokenizer, type Tokenizer } from '../../../main/tokenizer/encode/load-tokenizer.ts'
import { splitLongText } from '../../../main/tokenizer/pre-tokenize/split-long-text.ts'
import { batches, blocks, newFolder, planOf } from '../data/pipeline.ts'

const torture = [
  '',
  ' ',
  '\n\n\n  \t\t x \u00a0\u2003\u3000y\u0085z\ufeffw',
  "It's 3 o'clock, and we'll've finished; don't you'd think?",
  '👩‍👩‍👧‍👦 🏳️‍🌈 🇨🇭 👍🏽 \u{1F9D1}\u200d\u{1F680}',
  '因果语言建模预测下一个词元。掩码语言建模则看两边。',
  'שלום עולם مرحبا بالعالم \u202eabc\u202c',
  'e\u0301 é ﬁ Å \u0300 Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞',
  'control: \u0000\u0001\u001b[31m\u007f end',
  '٣٤٥ ⅧⅨ ½ 1234567890 ²³',
  'हिन्दी ไทย 한국어 日本語 ქართული',
  'x'.repeat(3000),
  'ab'.repeat(2000),
  ' '.repeat(500),
  '<s> is not <pad> and </s>',
]

let tokenizer: Tokenizer
let library: Library
let book: string

beforeAll(async () => {
  const b = batches(['sample-text'], ['bpe-tokenizer', { size: 3000, sentinels: 16 }], ['shift-tokens'])
  tokenizer = (await prepareData(planOf(b), { home: newFolder(), blocks, report: () => {} })).tokenizer
  library = Library.fromString(tokenizer.json)
  book = (await unpackSample(await readSample('moby-dick'))).map(row => row.text).join('\n\n')
}, 60_000)

describe('a tokenizer', () => {
  test.each(torture)('gives back %j', text => {
    expect(tokenizer.decode(tokenizer.encode(text))).toBe(text)
  })

  test('replaces half a character pair, which is not text, by �', () => {
    expect(tokenizer.decode(tokenizer.encode('a\ud800b'))).toBe('a�b')
  })

  test('gives back any text made by chance', () => {
    const chance = createRandom(1)
    const point = () => [0x80, 0x800, 0x10000, 0x110000][chance.int(4)] as number
    for (let i = 0; i < 300; i++) {
      const points = Array.from({ length: chance.int(40) }, () => chance.int(point()))
      const text = String.fromCodePoint(...points.filter(p => p < 0xd800 || p > 0xdfff))
      expect(tokenizer.decode(tokenizer.encode(text))).toBe(text)
    }
  })

  test('cuts text exactly as the tokenizers library does with the same file', async () => {
    const passages = Array.from({ length: 60 }, (_, i) => book.slice(i * 19_000, i * 19_000 + 700))
    const specials = ['Call <mask> Ishmael, \n <mask>.', 'a <extra_id_3> b<extra_id_15>', '<extra_id_16>']
    for (const text of [...torture, ...passages, ...specials])
      expect([...tokenizer.encode(text)]).toEqual(
        (await library.encode(text, null, { addSpecialTokens: false })).getIds(),
      )
  })

  test.each([
    ['the only one takes spaces along', [{ content: '<mask>', lstrip: true }]],
    ['one begins like another', [{ content: '<a>' }, { content: '<a>b' }, { content: 'q', lstrip: true }]],
    ['there are none', []],
  ])('cuts special tokens out as the library does where %s', async (_, added) => {
    const file = JSON.parse(tokenizer.json)
    const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true }
    file.added_tokens = added.map((token, i) => ({ id: i, ...flags, ...token }))
    for (const [i, { content }] of added.entries()) file.model.vocab = { ...file.model.vocab, [content]: i }
    const json = JSON.stringify(file)
    const [own, theirs] = [loadTokenizer(json, tokenizer.vocabulary), Library.fromString(json)]
    for (const text of ['Call  <mask> me', 'an <a>b q<a>  q <a', 'a quick <a>', ''])
      expect([...own.encode(text)]).toEqual((await theirs.encode(text, null, { addSpecialTokens: false })).getIds())
  })

  test('decodes as the tokenizers library does', async () => {
    for (const text of torture) {
      const ids = [...tokenizer.encode(text)]
      expect(tokenizer.decode(ids)).toBe(await library.decode(ids, false))
    }
  })

  test('has exactly the size asked for, special tokens at their places', () => {
    expect(library.getVocabSize(true)).toBe(3000)
    expect(new Set(Object.values(library.getVocab(true))).size).toBe(3000)
    expect([0, 1, 2, 3].map(tokenizer.text)).toEqual(['<pad>', '<s>', '</s>', '<mask>'])
    expect([2999, 2998, 2984].map(tokenizer.text)).toEqual(['<extra_id_0>', '<extra_id_1>', '<extra_id_15>'])
    expect([2999, 2984].map(id => library.idToToken(id))).toEqual(['<extra_id_0>', '<extra_id_15>'])
  })

  test('a hidden word takes the space before it along', () => {
    const whole = tokenizer.encode('the white whale')
    const hidden = tokenizer.encode('the <mask> whale')
    expect([hidden[0], hidden[1], hidden.at(-1)]).toEqual([whole[0], 3, whole.at(-1)])
  })

  test('the bytes of all tokens of a text are the bytes of the text, which bits per byte rests on', () => {
    for (const text of [...torture.slice(0, -1), book]) {
      const bytes = tokenizer.encode(text).reduce((sum, id) => sum + (tokenizer.byteLength[id] as number), 0)
      expect(bytes).toBe(Buffer.byteLength(text))
    }
    expect([0, 1, 2, 3, 2984, 2999].map(id => tokenizer.byteLength[id])).toEqual([0, 0, 0, 0, 0, 0])
    expect(tokenizer.byteLength).toHaveLength(3000)
  })

  test('knows frequent words whole', () => {
    expect(tokenizer.encode(' whale')).toHaveLength(1)
    expect(book.length / tokenizer.encode(book).length).toBeGreaterThan(3)
  })

  test('learned at another time is the same', async () => {
    const b = batches(['sample-text'], ['bpe-tokenizer', { size: 3000, sentinels: 16 }], ['shift-tokens'])
    const again = await prepareData(planOf(b), { home: newFolder(), blocks, report: () => {} })
    expect(again.tokenizer.json).toBe(tokenizer.json)
  })

  test('a smaller vocabulary has the first pieces of a larger one', async () => {
    const b = batches(['sample-text'], ['bpe-tokenizer', { size: 1000, sentinels: 16 }], ['shift-tokens'])
    const small = await prepareData(planOf(b), { home: newFolder(), blocks, report: () => {} })
    for (let id = 0; id < 1000 - 16; id++) expect(small.tokenizer.text(id)).toBe(tokenizer.text(id))
  })
})

test('without mask token and sentinels the bytes begin right after the end token', async () => {
  const made = batches(['sample-text'], ['bpe-tokenizer', { size: 259, mask: false, sentinels: 0 }], ['shift-tokens'])
  const { tokenizer } = await prepareData(planOf(made), { home: newFolder(), blocks, report: () => {} })
  expect([...tokenizer.encode('A</s> ')]).toEqual([3 + 65, 2, 3 + 32])
  expect([...tokenizer.encode('<mask>')]).toHaveLength(6)
})

test('pieces of targets only: a phoneme is one token, and a word is read letter by letter', async () => {
  const params = { size: 320, mask: false, sentinels: 0, learnsFrom: 'targets' }
  const made = batches(['sample-pairs'], ['bpe-tokenizer', params], ['pair-tokens'])
  const { tokenizer } = await prepareData(planOf(made), { home: newFolder(), blocks, report: () => {} })
  const cut = (text: string) => Array.from(tokenizer.encode(text), id => tokenizer.text(id))
  expect(cut('whale')).toEqual([...'whale'])
  expect(cut('HH W EY1 L')).toEqual(['HH', ' W', ' EY', '1', ' L'])
  expect(() => batches(['sample-text'], ['bpe-tokenizer', params])).toThrow('no targets')
})

test('a vocabulary without room for all bytes is refused with the least size', () => {
  const made = () => batches(['sample-text'], ['bpe-tokenizer', { size: 290 }], ['shift-tokens'])
  expect(made).toThrow('A vocabulary of 290 is too small')
})

describe('long texts', () => {
  test('in pieces have the tokens of the whole', async () => {
    const odd = ' \n\n\t x\u0085 y\ufeff 👍 z  <mask>\n \n<mask>'.repeat(4000)
    for (const text of [book, book.replaceAll('. ', '.\n'), odd]) {
      const pieces = [...splitLongText(text)]
      expect(pieces.length).toBeGreaterThan(3)
      expect(Math.max(...pieces.map(piece => piece.length))).toBeLessThan(34_000)
      expect(pieces.join('')).toBe(text)
      expect(pieces.flatMap(piece => [...tokenizer.encode(piece)])).toEqual([...tokenizer.encode(text)])
    }
  })

  test('of spaces only, or of one word only, take no longer than others', () => {
    const start = performance.now()
    for (const text of [' '.repeat(500_000), '\n \t'.repeat(200_000), 'x'.repeat(500_000), 'whale'.repeat(100_000)])
      expect(tokenizer.decode(tokenizer.encode(text))).toBe(text)
    expect(performance.now() - start).toBeLessThan(8_000)
  })
})

test('the package needs no file outside itself for its samples', async () => {
  const names = [
    'moby-dick',
    'state-of-the-union',
    'translate-fr',
    'translate-de',
    'translate-zh',
    'pronounce',
    'reviews',
  ]
  for (const name of names) {
    const rows = await unpackSample(await readSample(name))
    const columns = Object.keys(rows[0] ?? {})
    expect(rows.length).toBeGreaterThan(50)
    expect(rows.every(row => columns.every(c => row[c]?.trim() === row[c] && row[c] !== ''))).toBe(true)
    expect((await readFile('data-samples/NOTICE.md', 'utf8')).includes(`\`${name}\``)).toBe(true)
  }
})
