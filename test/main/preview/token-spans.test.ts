import { expect, test } from 'vitest'
import { reservedTokenNames, type TokenizerRecipe } from '../../../core/data/tokenizer-recipe.ts'
import { tokenSpans, wordTokenSpans } from '../../../main/preview/token-spans.ts'
import { loadTokenizer } from '../../../main/tokenizer/encode/load-tokenizer.ts'
import { buildTokenizerJson, type Merge } from '../../../main/tokenizer/file/build-tokenizer-json.ts'
import { componentsOfRecipe } from '../../../main/tokenizer/file/recipe-components.ts'
import { byteAlphabet } from '../../../main/tokenizer/pre-tokenize/byte-pieces.ts'
import bpeTokenizer from '../../../nodes/text/bpe-tokenizer.ts'

const sizes = { size: 520, pad: 0, begin: 1, end: 2, mask: 3, sentinels: 4 }
const merges: Merge[] = [
  ['Ġ', 't'],
  ['h', 'e'],
  ['Ġt', 'he'],
  ['i', 'n'],
  ['in', 'g'],
  ['à', '¤'],
]
const learned = Array.from(
  { length: 250 },
  (_, i): Merge => [String.fromCharCode(97 + (i % 26)), String.fromCharCode(97 + Math.floor(i / 26))],
)
const recipe = bpeTokenizer.tokenizer?.(bpeTokenizer.params.parse({}) as never) as TokenizerRecipe
const pieces = [...byteAlphabet, ...new Set([...merges, ...learned].map(pair => pair.join('')))]
const file = { model: 'bpe', pieces, merges: [...merges, ...learned] } as const
const bottom = reservedTokenNames(recipe, true)
const tokenizer = loadTokenizer(buildTokenizerJson(file, componentsOfRecipe(recipe), { bottom, sentinels: 4 }), sizes)

const torture = [
  'the thing is in the bathing',
  '我们 今天学习 语言模型。',
  '👩‍👩‍👧 family 🇫🇷 e\u0301 नमस्ते',
  'شكرا جزيلا \t\n\u0000 end',
  '',
]

test('every character of a text belongs to a token, and a token to the characters whose bytes it has', async () => {
  for (const text of torture) {
    const ids = tokenizer.encode(text)
    const places = await tokenSpans(text, ids, tokenizer)
    expect(places).toHaveLength(ids.length)
    let reached = 0
    for (const [i, { from, to }] of places.entries()) {
      const token = tokenizer.text(ids[i] as number)
      expect(from).toBeLessThanOrEqual(reached) // nothing between two tokens
      expect(to).toBeGreaterThanOrEqual(reached)
      if (!token.includes('�')) expect(text.slice(from, to)).toBe(token)
      reached = Math.max(reached, to)
    }
    expect(reached).toBe(text.length)
  }
})

test('pieces of one character all stand for the whole of it', async () => {
  const places = await tokenSpans('a👩b', tokenizer.encode('a👩b'), tokenizer)
  expect(places.map(({ from, to }) => [from, to])).toEqual([
    [0, 1],
    [1, 3],
    [1, 3],
    [1, 3],
    [1, 3],
    [3, 4],
  ])
})

test('a special token stands for its name and the spaces that it takes along', async () => {
  const text = 'in the  <mask>ing <mask>, the <s>thing'
  const ids = tokenizer.encode(text)
  const places = await tokenSpans(text, ids, tokenizer)
  expect(places.map(({ from, to }) => text.slice(from, to)).join('')).toBe(text)
  const specials = places.filter((_, i) => [sizes.mask, sizes.begin].includes(ids[i] as number))
  expect(specials.map(({ from, to }) => text.slice(from, to))).toEqual(['  <mask>', ' <mask>', '<s>'])
  expect(text.slice(places.at(-1)?.from, places.at(-1)?.to)).toBe('ing')
})

test('words that were cut one by one stand where they are in the sentence', async () => {
  const text = 'the thing'
  const { ids } = tokenizer.encodeWords(text.split(' '))
  const places = await wordTokenSpans(text, ids, tokenizer)
  expect(places).toHaveLength(ids.length)
  expect(places[0]).toEqual({ from: 0, to: 3 })
  expect(places.map(({ from, to }) => text.slice(from, to)).join('')).toBe('thething')
})
