import { describe, expect, test } from 'vitest'
import filter, { filterRows } from '../../../nodes/data/filter-rows.ts'
import { identifyLanguage, languageCodes } from '../../../nodes/data/language/identify-language.ts'
import { articles } from './articles.ts'
import { flow, read, row, textsOf } from './flow.ts'

const defaults = filter.params.parse({}) as Parameters<typeof filterRows>[1]
const kept = (texts: readonly string[], params: Partial<typeof defaults>) =>
  textsOf(filterRows(flow(texts), { ...defaults, ...params }))
const all = Object.values(articles)

describe('filtering', () => {
  test('by length: empty rows go, limits belong to what they allow', async () => {
    expect(await kept(['a', '', ' \n', '😀😀', 'abc'], {})).toEqual(['a', '😀😀', 'abc'])
    expect(await kept(['a', 'ab', '😀😀', 'abc'], { least: 2, most: 2 })).toEqual(['ab', '😀😀'])
    const words = ['one two three', '人人生而自由', 'one two', 'สวัสดี']
    expect(await kept(words, { unit: 'words', least: 3, most: 6 })).toEqual(words.filter(text => text !== 'one two'))
  })

  test('by language: each of 27 is told from the others', async () => {
    for (const [code, article] of Object.entries(articles))
      expect([code, await kept(all, { languages: code, unsure: 'drop' })]).toEqual([code, [article]])
    expect(await kept(all, { languages: 'ZH，ja' })).toEqual([articles.ja, articles.zh])
  })

  test('by language: what cannot be told stays or goes as asked', async () => {
    const texts = ['42', articles.en ?? '', articles.fr ?? '']
    expect(await kept(texts, { languages: 'en' })).toEqual(texts.slice(0, 2))
    expect(await kept(texts, { languages: 'en', unsure: 'drop' })).toEqual(texts.slice(1, 2))
  })

  test('by pattern: rows where it is found stay or go', async () => {
    const texts = ['Chapter 1', 'It was', 'see https://example.org', 'the chapter']
    expect(await kept(texts, { pattern: '^chapter|https?://' })).toEqual(['It was', 'the chapter'])
    expect(await kept(texts, { pattern: 'chapter', found: 'keep' })).toEqual(['Chapter 1', 'the chapter'])
    expect(await kept(texts, { pattern: 'chapter', found: 'keep', ignoreCase: false })).toEqual(['the chapter'])
  })

  test('by value, and every text of a row must fit', async () => {
    const rows = [
      row({ source: 'a long source', target: 'x', kind: 'menu' }),
      row({ source: 'a long source', target: 'a long target', kind: 'menu' }),
      row({ source: 'a long source', target: 'a long target', kind: 'title' }),
    ]
    const params = { ...defaults, values: 'menu, label', valueColumn: 'kind' }
    expect(await read(filterRows(flow(rows), params))).toEqual(rows.slice(0, 2))
    expect(await read(filterRows(flow(rows), { ...params, least: 4 }))).toEqual(rows.slice(1, 2))
    expect(await read(filterRows(flow(rows), { ...params, least: 4, column: 'source' }))).toEqual(rows.slice(0, 2))
    const wrong = read(filterRows(flow(rows), { ...params, valueColumn: 'class' }))
    await expect(wrong).rejects.toThrow('The data has no column “class”')
  })

  test('that leaves nothing is a problem', async () => {
    await expect(kept(['a', 'b'], { least: 5 })).rejects.toThrow('None of the 2 rows passed the filter.')
  })

  test.each([
    [{ least: 5, most: 4 }, 'The maximum length is below'],
    [{ languages: 'en, klingon' }, '“klingon” cannot be detected'],
    [{ pattern: '(' }, 'is not valid'],
  ])('%o is refused before anything is read', (params, message) => {
    const rows = { source: { kind: 'sample', name: 'moby-dick' }, columns: ['text'], steps: [] }
    expect(() => filter.compile({ rows } as never, { ...defaults, ...params } as never)).toThrow(message)
  })
})

test('a language is told by its script or its small words, never guessed from nothing', () => {
  for (const nothing of ['', '123', '!?', 'qwrtz']) expect(identifyLanguage(nothing)).toBeUndefined()
  for (const code of Object.keys(articles)) expect(languageCodes).toContain(code)
  expect(identifyLanguage(`${articles.zh} GitHub Desktop, Visual Studio Code`)).toBe('zh')
  expect(identifyLanguage(`${articles.en} 自由 means freedom`)).toBe('en')
})

test.each([
  ['de', 'Furchtbarer Geruch, nie wieder!'],
  ['de', 'Sehr gutes Produkt, würde ich kaufen'],
  ['fr', 'Le dîner était froid, c’était décevant'],
  ['pl', 'Nie polecam, bardzo słaba jakość'],
  [undefined, 'word 1 y'],
])('a short remark of a customer is %s: %s', (code, remark) => {
  expect(identifyLanguage(remark)).toBe(code)
})
