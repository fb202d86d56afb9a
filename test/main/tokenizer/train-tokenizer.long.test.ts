import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BPE, byteLevelPreTokenizer, Tokenizer as Library } from 'tokenizers'
import { beforeAll, describe, expect, test } from 'vitest'
import type { TokenizerRecipe } from '../../../core/data/tokenizer-recipe.ts'
import type { Vocabulary } from '../../../core/plan/plan.ts'
import { readSample, unpackSample } from '../../../main/data/rows/samples.ts'
import { loadTokenizer, type Tokenizer } from '../../../main/tokenizer/encode/load-tokenizer.ts'
import { splitChineseWords } from '../../../main/tokenizer/train/count-words.ts'
import { trainTokenizer } from '../../../main/tokenizer/train/train-tokenizer.ts'
import { digamma } from '../../../main/tokenizer/train/train-unigram.ts'
import { blocks } from '../../../nodes/index.ts'

let book: string
let chinese: string
beforeAll(async () => {
  book = (await unpackSample(await readSample('moby-dick'))).map(row => row.text).join(' ')
  chinese = (await unpackSample(await readSample('translate-zh'))).map(row => row.target).join('\n')
})

async function* given(text: string) {
  yield text
}

/** A tokenizer block's recipe with its defaults, but for some settings; and what it learns from a text. */
function recipeOf(block: string, settings: Record<string, unknown> = {}): TokenizerRecipe {
  const found = blocks.get(block)
  return found?.tokenizer?.(found.params.parse(settings) as never) as TokenizerRecipe
}
const vocabulary = (size: number): Vocabulary => ({ size, pad: 0, begin: 1, end: 2, mask: 3, sentinels: 8 })
async function learned(
  text: string,
  size: number,
  block: string,
  settings?: Record<string, unknown>,
): Promise<Tokenizer> {
  const json = await trainTokenizer(given(text), recipeOf(block, settings), vocabulary(size))
  return loadTokenizer(json, vocabulary(size))
}
const cut = (tokenizer: Tokenizer, text: string) => Array.from(tokenizer.encode(text), id => tokenizer.text(id))

test('byte-level pairs are joined in the order in which the tokenizers library joins them', async () => {
  const text = book.slice(0, 300_000).replaceAll('\n', ' ')
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-learn-'))
  writeFileSync(join(folder, 'text'), text)
  const library = new Library(BPE.empty())
  library.setPreTokenizer(byteLevelPreTokenizer(false))
  library.train([join(folder, 'text')])
  library.save(join(folder, 'tokenizer.json'))
  const theirs = JSON.parse(readFileSync(join(folder, 'tokenizer.json'), 'utf8')).model.merges as string[][]
  const { json } = await learned(text, 4000, 'bpe-tokenizer')
  const ours = JSON.parse(json).model.merges as string[]
  expect(ours.length).toBeGreaterThan(3700)
  expect(ours).toEqual(theirs.slice(0, ours.length).map(merge => (Array.isArray(merge) ? merge.join(' ') : merge)))
}, 60_000)

const kinds = ['bpe-tokenizer', 'wordpiece-tokenizer', 'unigram-tokenizer', 'character-tokenizer'] as const

describe.each(kinds)('%s', kind => {
  test('has exactly the size asked for, and its tokens are those of the library', async () => {
    const tokenizer = await learned(book.slice(0, 200_000), 1500, kind)
    const library = Library.fromString(tokenizer.json)
    expect(library.getVocabSize(true)).toBe(1500)
    expect(new Set(Object.values(library.getVocab(true))).size).toBe(1500)
    expect([0, 1, 2, 3, 1499, 1492].map(tokenizer.text)).toEqual([
      '<pad>',
      '<s>',
      '</s>',
      '<mask>',
      '<extra_id_0>',
      '<extra_id_7>',
    ])
    for (const text of ['Call me Ishmael.', 'the <mask> whale <extra_id_3>, 白鲸 👍🏽 naïve', '\n\t odd  spaces '])
      expect([...tokenizer.encode(text)]).toEqual(
        (await library.encode(text, null, { addSpecialTokens: false })).getIds(),
      )
  })

  test('gives back what it can write', async () => {
    const tokenizer = await learned(book.slice(0, 200_000), 1500, kind)
    const text = 'the white whale is in the sea'
    expect(tokenizer.decode(tokenizer.encode(text)).trim()).toBe(text)
  })

  test('learns the same again', async () => {
    const text = book.slice(0, 60_000)
    const [first, second] = [await learned(text, 700, kind), await learned(text, 700, kind)]
    expect(second.json).toBe(first.json)
  })
})

test('pieces of WordPiece and Unigram are frequent words and parts of words', async () => {
  const text = book.slice(0, 400_000)
  expect(cut(await learned(text, 3000, 'wordpiece-tokenizer'), 'The whale sailing')).toEqual([
    ' the',
    ' whale',
    ' sailing',
  ])
  expect(cut(await learned(text, 3000, 'unigram-tokenizer'), 'The whale')).toEqual([' The', ' whale'])
}, 60_000)

test('Unigram finds the pieces a text is made of, and cuts it shorter than characters do', async () => {
  const text = Array.from({ length: 4000 }, (_, i) => ['ab', 'cde', 'abcde', 'xyz'][(i * i + (i >> 3)) % 4]).join(' ')
  const tokenizer = await learned(text, 13 + 13, 'unigram-tokenizer')
  expect(cut(tokenizer, 'cde xyz ab')).toEqual([' cde', ' xyz', ' ab'])
})

test('pieces that come less often than asked for are not learned', async () => {
  const text = book.slice(0, 30_000)
  expect((await learned(text, 900, 'bpe-tokenizer')).vocabulary.size).toBe(900)
  const frequent = learned(text, 900, 'bpe-tokenizer', { minimumFrequency: 500 })
  await expect(frequent).rejects.toThrow('too little text for a vocabulary of 900')
})

test('a text too small for the vocabulary is refused with the size that it is enough for', async () => {
  await expect(learned('a whale, a whale', 5000, 'wordpiece-tokenizer')).rejects.toThrow(
    /at most \d+ tokens are possible/,
  )
  expect((await learned('a whale', 500, 'character-tokenizer')).text(499 - 8)).toMatch(/^<unused_\d+>$/)
})

describe('Chinese', () => {
  test('a dictionary finds its words', () => {
    expect(splitChineseWords('我们学习语言模型 by doing')).toEqual(['我们', '学习', '语言', '模型', ' by doing'])
    expect(splitChineseWords('no Chinese here')).toEqual(['no Chinese here'])
  })

  test.each(['bpe-tokenizer', 'wordpiece-tokenizer', 'unigram-tokenizer'])(
    '%s learns no piece beyond a word of the dictionary',
    async kind => {
      const tokenizer = await learned(chinese, 1200, kind, { chinese: 'words' })
      const pieces = Array.from({ length: 1150 }, (_, i) => tokenizer.text(i + 40).trim())
      const long = pieces.filter(piece => /^\p{Script=Han}{2,}$/u.test(piece))
      expect(long.length).toBeGreaterThan(20)
      const words = new Set(chinese.split('\n').flatMap(line => splitChineseWords(line)))
      const parts = [...words].join(' ')
      expect(long.filter(piece => !parts.includes(piece))).toEqual([])
    },
  )

  test.each(['bpe-tokenizer', 'wordpiece-tokenizer', 'unigram-tokenizer', 'character-tokenizer'])(
    '%s can take character by character',
    async kind => {
      const settings = kind === 'character-tokenizer' ? {} : { chinese: 'characters' }
      const tokenizer = await learned(chinese, 900, kind, settings)
      const frequent = [...'的是不在使'].filter(character => tokenizer.encode(character).length <= 2)
      expect(frequent.length).toBeGreaterThan(3)
      expect(
        cut(tokenizer, '不是')
          .map(piece => piece.trim())
          .filter(piece => piece !== ''),
      ).toEqual(['不', '是'])
    },
  )
})

test('normalising is done before anything is learned, and saved with it', async () => {
  const settings = { form: 'nfkc', lowercase: true, stripAccents: true, cut: 'digits', specials: '<user> <bot>' }
  const tokenizer = await learned(book.slice(0, 100_000), 1200, 'bpe-tokenizer', settings)
  expect(tokenizer.decode(tokenizer.encode('Ｃafé ﬁne WHALE'))).toBe('cafe fine whale')
  expect(cut(tokenizer, '1851')).toEqual(['1', '8', '5', '1'])
  expect([4, 5].map(tokenizer.text)).toEqual(['<user>', '<bot>'])
  expect([...tokenizer.encode('<user><bot>')]).toEqual([4, 5])
})

test('bytes need no text: a token for each, and three for a Chinese character', async () => {
  const json = await trainTokenizer(given(''), recipeOf('byte-tokenizer'), { ...vocabulary(256 + 12) })
  const tokenizer = loadTokenizer(json, vocabulary(268))
  expect([...tokenizer.encode('A鲸')]).toHaveLength(4)
  expect(tokenizer.decode(tokenizer.encode('A鲸 👍🏽'))).toBe('A鲸 👍🏽')
})

test('the derivative of ln Γ has its known values', () => {
  // ψ(1) = −γ, ψ(1/2) = −γ − 2 ln 2, ψ(10) = H₉ − γ
  const gamma = 0.5772156649015329
  expect(digamma(1)).toBeCloseTo(-gamma, 9)
  expect(digamma(0.5)).toBeCloseTo(-gamma - 2 * Math.LN2, 9)
  expect(digamma(10)).toBeCloseTo(2.828968253968254 - gamma, 10)
})
