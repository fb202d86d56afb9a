import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { boundaryMarks } from '../../../core/data/batch.ts'
import { prepareData } from '../../../main/data/tokens/prepare-data.ts'
import type { Tokenizer } from '../../../main/tokenizer/encode/load-tokenizer.ts'
import { batches, blocks, contents, newFolder, planOf } from '../data/pipeline.ts'

const plan = planOf(batches(['sample-text'], ['bpe-tokenizer', { size: 600 }], ['mask-tokens', { words: true }]))
const prepared = await prepareData(plan, { home: newFolder(), blocks, report: () => {} })

/** The text with | where a word starts and ¶ where a sentence starts. */
function marked({ encodeMarked, text }: Tokenizer, input: string): string {
  const { ids, marks } = encodeMarked(input)
  const sign = (mark: number) => (mark & boundaryMarks.sentence ? '¶' : mark & boundaryMarks.word ? '|' : '')
  return Array.from(ids, (id, i) => sign(marks[i] as number) + text(id)).join('')
}

test('words start at spaces, with their punctuation; sentences after a full stop', () => {
  expect(marked(prepared.tokenizer, 'Call me Ishmael. Some years ago—never mind! "Why?" said I.')).toBe(
    '¶Call| me| Ishmael.¶ Some| years| ago—never| mind!¶ "Why?"¶ said| I.',
  )
})

test('a number with a point is one word, and a line feed separates words', () => {
  expect(marked(prepared.tokenizer, 'It costs 3.14 now.\n\nNext line\nends')).toMatch(
    /^¶It\| costs\| 3\.14\| now\.\|?\n\|?\n¶Next\| line\|\n\|ends$/,
  )
})

test('Chinese is cut into words, and its full stop ends a sentence', () => {
  const { encodeMarked } = prepared.tokenizer
  const { ids, marks } = encodeMarked('我们喜欢语言模型。它们会写作。')
  expect(ids.length).toBeGreaterThan(15) // bytes: the text this tokenizer learned from is English
  const count = (mark: number) => marks.filter(m => m & mark).length
  expect(count(boundaryMarks.word)).toBe(
    [...new Intl.Segmenter('zh', { granularity: 'word' }).segment('我们喜欢语言模型它们会写作')].length,
  )
  expect(count(boundaryMarks.sentence)).toBe(2)
})

test('ids are the same with marks and without, and marks are kept with the tokens', async () => {
  const book = (await readFile('README.md', 'utf8')).slice(0, 3000)
  expect(prepared.tokenizer.encodeMarked(book).ids).toEqual(prepared.tokenizer.encode(book))
  const { marks } = contents(prepared.train.columns.text)
  expect(marks[0]).toBe(boundaryMarks.word + boundaryMarks.sentence)
})
