import { readFileSync } from 'node:fs'
import { Tokenizer as Library } from 'tokenizers'
import { describe, expect, test } from 'vitest'
import { boundaryMarks } from '../../../core/data/batch.ts'
import { createRandom } from '../../../core/random.ts'
import { splitsChinese } from '../../../main/tokenizer/encode/cache-boundaries.ts'
import { loadTokenizer, type Tokenizer } from '../../../main/tokenizer/encode/load-tokenizer.ts'
import { readPretrainedTokenizer } from '../../../main/tokenizer/encode/pretrained-tokenizer.ts'
import { characterSpan, tokensCovering } from '../../../main/tokenizer/encode/token-offsets.ts'
import type { TokenizerJson } from '../../../main/tokenizer/file/tokenizer-json.ts'

/** What Python's tokenizers 0.23.3 made of a text. */
interface Golden {
  readonly text: string
  readonly ids: readonly number[]
  /** Where each token starts and ends, in characters. */
  readonly offsets: readonly number[]
  readonly decoded: string
}

/** The same of a text in which names of added tokens are ordinary letters, and where those tokens stand (characters). */
interface Plain {
  readonly text: string
  readonly ids: readonly number[]
  readonly places: readonly number[]
}

/** Chinese, known and unknown to the fixtures, beside all that may touch it. */
const signs = [...'白鲸語龘的。，a1B.-é \u0301\u3099かカ한🐳\t  \n', '<mask>', '  ', '##', '[MASK]', "n't"]

const folder = 'test/fixtures/tokenizers'
const kinds = [
  'bert',
  'cased',
  't5',
  'llama',
  'roberta',
  'llama3',
  'characters',
  'clip',
  'scripts',
  'words',
  'first',
  'qwen',
  'spaced',
  'lowered',
]
const jsonOf = (kind: string) => readFileSync(`${folder}/${kind}.json`, 'utf8')
const goldenOf = (kind: string) =>
  JSON.parse(readFileSync(`${folder}/${kind}.golden.json`, 'utf8')) as readonly Golden[]
const plainOf = JSON.parse(readFileSync(`${folder}/plain.golden.json`, 'utf8')) as Record<string, readonly Plain[]>
const loaded = (kind: string): Tokenizer =>
  loadTokenizer(jsonOf(kind), { size: 480, pad: 0, begin: 1, end: 2, sentinels: 0 })

describe.each(kinds)('a tokenizer of the kind %s', kind => {
  const tokenizer = loaded(kind)
  const golden = goldenOf(kind)

  test('cuts difficult texts as Python’s tokenizers does', () => {
    for (const { text, ids } of golden) expect([...tokenizer.encode(text)]).toEqual(ids)
  })

  test('and the library that shows where tokens stand says the same, places included', async () => {
    const library = Library.fromString(jsonOf(kind))
    for (const { text, ids, offsets } of golden) {
      const encoding = await library.encode(text, null, { addSpecialTokens: false })
      expect(encoding.getIds()).toEqual(ids)
      expect(encoding.getOffsets().flat()).toEqual(offsets)
    }
  })

  test('writes texts as it does', () => {
    for (const { ids, decoded } of golden) expect(tokenizer.decode(ids)).toBe(decoded)
  })

  test('has a mark for every token, and the same tokens with marks', () => {
    for (const { text, ids } of golden) {
      const { ids: found, marks } = tokenizer.encodeMarked(text)
      expect([...found]).toEqual(ids)
      expect(marks).toHaveLength(ids.length)
    }
  })

  test('gives the same tokens when nobody asks what starts there', () => {
    const unmarked = loadTokenizer(jsonOf(kind), tokenizer.vocabulary, { marks: false })
    const { int } = createRandom(5)
    const mixed = Array.from({ length: 600 }, () =>
      Array.from({ length: 1 + int(24) }, () => signs[int(signs.length)]).join(''),
    )
    for (const text of [...golden.map(({ text }) => text), ...mixed]) {
      const found = unmarked.encodeMarked(text)
      expect([text, ...found.ids]).toEqual([text, ...tokenizer.encode(text)])
      expect(found.marks).toHaveLength(found.ids.length)
    }
  })

  test('reads a long text in pieces as it would read it whole', () => {
    const text = 'The whale\nsank. Call  me Ishmael,\n\nsome years ago <mask> — 白鲸 \n never mind.'.repeat(1500)
    for (const long of [text, 'a\u200b b \u200b'.repeat(6000), '\u200e\u0001 ▁ '.repeat(8000)]) {
      const pieces = [...tokenizer.pieces(long)]
      expect(pieces.join('')).toBe(long)
      expect(pieces.flatMap(piece => [...tokenizer.encode(piece)])).toEqual([...tokenizer.encode(long)])
    }
  })

  test('and where its tokens stand is what Python’s tokenizers says, letter by letter', async () => {
    for (const { text, ids, places } of plainOf[kind] ?? []) {
      expect([text, ...tokenizer.encodePlain(text)]).toEqual([text, ...ids])
      const found = (await tokenizer.places(text)).flatMap(({ from, to }) => [from, to])
      expect([text, ...found.map(unit => [...text.slice(0, unit)].length)]).toEqual([text, ...places])
    }
  })

  test('reads a text the same in stretches, whatever becomes white space in it', () => {
    const names =
      (JSON.parse(jsonOf(kind)) as TokenizerJson).added_tokens?.map(({ content }) => content.toLowerCase()) ?? []
    for (const { text, ids } of plainOf[kind] ?? [])
      if (!names.some(name => text.toLowerCase().includes(name)))
        expect([text, ...tokenizer.encode(text)]).toEqual([text, ...ids])
  })

  test('has a place in the text for every token, in order', async () => {
    for (const { text } of golden) {
      const places = await tokenizer.places(text)
      expect(places).toHaveLength(tokenizer.encodePlain(text).length)
      for (const [i, { from, to }] of places.entries()) {
        expect(from).toBeGreaterThanOrEqual(places[i - 1]?.from ?? 0)
        expect(to).toBeGreaterThanOrEqual(from)
        expect(to).toBeLessThanOrEqual(text.length)
      }
    }
  })

  test('finds the words of a text again by their tokens', async () => {
    const text = 'Call me Ishmael. Some years ago in Köln 白鲸 the cafe\u0301 — never été mind, how long!'
    const places = await tokenizer.places(text)
    for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}]+/gu)) {
      const span = tokensCovering(places, { from: index, to: index + word.length })
      const { from, to } = characterSpan(text, places, span)
      const found = text.slice(from, to)
      if (kind === 'llama')
        expect(found).toContain(word) // its pieces reach from one word into the next
      else expect(found).toBe(word)
    }
  })
})

test('every space starts a word, and every kind sees the same words', () => {
  for (const kind of kinds) {
    const { ids, marks } = loaded(kind).encodeMarked('the whale and the sea')
    const starts = [...marks].filter(mark => mark & boundaryMarks.word).length
    if (kind === 'llama') continue // its pieces reach from one word into the next
    expect([kind, starts]).toEqual([kind, kind === 'characters' ? 9 : 5]) // there, a space is a word of its own
    expect(marks[0]).toBe(boundaryMarks.word + boundaryMarks.sentence)
    expect(ids.length).toBeGreaterThanOrEqual(5)
  }
})

test('bytes of tokens add up to those of the text, but for the space before the first word', () => {
  const text = 'the whale is deep in the sea'
  for (const kind of kinds) {
    if (kind === 'lowered') continue // its decoder, as CLIP's, leaves the signs for ends of words
    const tokenizer = loaded(kind)
    const ids = tokenizer.encode(text)
    const bytes = ids.reduce((sum, id) => sum + (tokenizer.byteLength[id] as number), 0)
    if (ids.includes(4) && kind === 'words') continue // words it does not know count nothing
    expect([kind, bytes - text.length]).toEqual([kind, expect.toSatisfy((more: number) => more === 0 || more === 1)])
  }
})

test('each is read from its file with its special tokens', () => {
  expect(readPretrainedTokenizer(`${folder}/bert.json`).vocabulary).toMatchObject({
    size: 220,
    pad: 0,
    begin: 2,
    end: 3,
    mask: 4,
  })
  expect(readPretrainedTokenizer(`${folder}/roberta.json`).vocabulary).toMatchObject({
    size: 400,
    pad: 0,
    begin: 1,
    end: 2,
    mask: 3,
  })
})

test('a word of which normalising leaves nothing still has a token, so that tags stay with their words', () => {
  const { ids, marks } = loaded('bert').encodeWords(['the', '\u0301\u200d', 'whale'])
  expect([...marks].filter(mark => mark === boundaryMarks.word)).toHaveLength(3)
  expect([...ids]).toContain(1)
})

test('a sign goes before the first word alone where normalising leaves the first character', async () => {
  const file = { ...(JSON.parse(jsonOf('first')) as TokenizerJson), added_tokens: [], post_processor: null }
  for (const normalizer of [{ type: 'Nmt' }, { type: 'Strip', strip_left: true, strip_right: true }, null]) {
    const json = JSON.stringify({ ...file, normalizer })
    const tokenizer = loadTokenizer(json, { size: 480, pad: 0, begin: 1, end: 2, sentinels: 0 })
    for (const text of ['the sea', ' the sea', '\u0001the sea', '\u200bthe sea', '\u0001']) {
      const encoding = await Library.fromString(json).encode(text, null, { addSpecialTokens: false })
      expect([text, ...tokenizer.encode(text)]).toEqual([text, ...encoding.getIds()])
      expect((await tokenizer.places(text)).flatMap(({ from, to }) => [from, to])).toEqual(encoding.getOffsets().flat())
    }
  }
})

test('Chinese is read character by character only where nothing joins its characters', () => {
  const isApart = (kind: string) => {
    const file = JSON.parse(jsonOf(kind)) as TokenizerJson
    const { encode } = loadTokenizer(jsonOf(kind), { size: 480, pad: 0, begin: 1, end: 2, sentinels: 0 })
    return splitsChinese(file, text => [...encode(text)])
  }
  expect(isApart('bert')).toBe(true)
  expect(['t5', 'llama', 'llama3'].map(isApart)).toEqual([false, false, false])
})
