import { describe, expect, test } from 'vitest'
import chunk, { chunkTexts } from '../../../nodes/data/chunk-texts.ts'
import { splitWords } from '../../../nodes/data/language/words.ts'
import sentences, { splitSentences } from '../../../nodes/data/split-sentences.ts'
import { articles } from './articles.ts'
import { flow, read, row, textsOf } from './flow.ts'

type Chunks = Parameters<typeof chunkTexts>[1]
const bare = (text: string) => text.replace(/\s+/g, '')
const cut = (text: string, together = 1, lines = false) => textsOf(splitSentences(flow([text]), { together, lines }))
const chunks = (text: string, params: Partial<Chunks>) =>
  textsOf(chunkTexts(flow([text]), { unit: 'words', length: 5, overlap: 0, ...params }))

describe('cutting into sentences', () => {
  test('finds them in every script, and loses nothing', async () => {
    for (const [code, article] of Object.entries(articles)) {
      const found = await cut(article)
      expect(bare(found.join(''))).toBe(bare(article))
      const expected = { zh: 2, ja: 2, ko: 2, en: 2, ru: 2, el: 2, es: 1, ar: 1, hi: 2, th: 1 }[code]
      if (expected !== undefined) expect([code, found.length]).toEqual([code, expected])
    }
  })

  test('does not stop at abbreviations and initials', async () => {
    const text = 'Mr. Smith met Dr. J. Doe (e.g. Paris). They left! “Why?” he asked.'
    expect(await cut(text)).toEqual(['Mr. Smith met Dr. J. Doe (e.g. Paris).', 'They left!', '“Why?” he asked.'])
  })

  test('does not stop where Chinese goes on after Latin letters', async () => {
    const text = '第3.5节介绍了U.S.A.的情况。接着是e.g.例子。End.'
    expect(await cut(text)).toEqual(['第3.5节介绍了U.S.A.的情况。', '接着是e.g.例子。', 'End.'])
  })

  test('leaves Chinese quotation marks and brackets with the words they open', async () => {
    const text = '没人回答。“走吧！”他喊道。（这是注释。）「好。」『不。』《书》很好。“嗯。”天黑了。'
    expect(await cut(text)).toEqual([
      '没人回答。',
      '“走吧！”他喊道。',
      '（这是注释。）',
      '「好。」',
      '『不。』',
      '《书》很好。',
      '“嗯。”',
      '天黑了。',
    ])
  })

  test('does not stop between an abbreviation and its number', async () => {
    const text = 'Look at e.g. fig. 3. See pp. 4–5 and eq. (2). No. Vol. II grew ca. 3 cm. I like that fig. Three came.'
    expect(await cut(text)).toEqual([
      'Look at e.g. fig. 3.',
      'See pp. 4–5 and eq. (2).',
      'No.',
      'Vol. II grew ca. 3 cm.',
      'I like that fig.',
      'Three came.',
    ])
  })

  test('reads over broken lines, unless lines count', async () => {
    const text = 'A sentence over\ntwo lines. Another.\n\nA heading\n\nThe end'
    expect(await cut(text)).toEqual(['A sentence over two lines.', 'Another.', 'A heading', 'The end'])
    expect(await cut('roses are red\nviolets are blue', 1, true)).toEqual(['roses are red', 'violets are blue'])
  })

  test('puts some together, within a text only; labels are copied, empty texts give no row', async () => {
    const rows = [
      row({ text: 'One. Two. Three.', label: 'a' }),
      row(''),
      row({ text: 'Four.', label: 'b' }, 'validation'),
    ]
    expect(await read(splitSentences(flow(rows), { together: 2, lines: false }))).toEqual([
      row({ text: 'One. Two.', label: 'a' }),
      row({ text: 'Three.', label: 'a' }),
      row({ text: 'Four.', label: 'b' }, 'validation'),
    ])
  })
})

describe('cutting into pieces', () => {
  test('pieces have the length asked for and are the text again', async () => {
    for (const article of Object.values(articles))
      for (const length of [1, 3, 7, 1000]) {
        const pieces = await chunks(article, { length })
        expect(bare(pieces.join(''))).toBe(bare(article))
        for (const piece of pieces.slice(0, -1)) expect(splitWords(piece)).toHaveLength(length)
      }
  })

  test('an overlap repeats the end of a piece, and the last piece is not only overlap', async () => {
    const text = 'one two three four five six seven'
    expect(await chunks(text, { length: 3, overlap: 1 })).toEqual([
      'one two three',
      'three four five',
      'five six seven',
    ])
    expect(await chunks(`${text} eight`, { length: 3, overlap: 1 })).toEqual([
      'one two three',
      'three four five',
      'five six seven',
      'seven eight',
    ])
  })

  test('characters are never torn: accents, joined emoji and surrogates stay whole', async () => {
    const text = 'e\u0301👩‍👩‍👧👍🏽x😀न्'
    expect(await chunks(text, { unit: 'characters', length: 1 })).toEqual(['e\u0301', '👩‍👩‍👧', '👍🏽', 'x', '😀', 'न्'])
  })

  test('texts without words stay, empty ones give no row', async () => {
    expect(await chunks('***', {})).toEqual(['***'])
    expect(await chunks(' \n', {})).toEqual([])
  })

  test.each([
    [chunk, { length: 5, overlap: 5 }, ['text'], 'would never end'],
    [chunk, {}, ['source', 'target'], 'which belong together'],
    [sentences, {}, ['tokens', 'tags'], 'which belong together'],
  ] as const)('what cannot be cut is refused', (block, params, columns, message) => {
    const rows = { source: { kind: 'sample', name: 'moby-dick' }, columns, steps: [] }
    expect(() => block.compile({ rows } as never, block.params.parse(params) as never)).toThrow(message)
  })
})
