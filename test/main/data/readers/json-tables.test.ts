import { describe, expect, test } from 'vitest'
import { reading } from './reading.ts'

const { write, rows, problem, warnings } = reading()
const wanted = [
  { text: 'Good [film]', label: 'pos' },
  { text: 'Bad {film}', label: 'neg' },
  { text: 'Fine', label: 'pos' },
]
const texts = wanted.map(({ text }) => text)
const labels = wanted.map(({ label }) => label)
const numbered = (list: readonly unknown[]) => Object.fromEntries(list.map((one, i) => [i, one]))

describe('a JSON file that is one object', () => {
  test.each([
    ['a list for each column', { text: texts, label: labels }],
    ['an object for each column, as pandas writes it', { text: numbered(texts), label: numbered(labels) }],
    ['an object for each row', numbered(wanted)],
    ['an object for each row, by name', { a: wanted[0], b: wanted[1], c: wanted[2] }],
    ['names and rows', { columns: ['text', 'label'], index: [0, 1, 2], data: wanted.map(row => Object.values(row)) }],
    ['a schema and rows', { schema: { fields: [{ name: 'text' }, { name: 'label' }] }, data: wanted }],
  ])('may be a table with %s', async (_, table) => {
    for (const spaces of [0, 2]) {
      write('table.json', JSON.stringify(table, null, spaces))
      expect(await rows('table.json', 'json')).toEqual(wanted)
    }
  })

  test('with columns of different lengths is a problem that says so', async () => {
    write('uneven.json', JSON.stringify({ text: texts, label: ['pos'] }))
    expect(await problem('uneven.json', 'json')).toMatchObject({ code: 'unequal-columns', param: 'path' })
  })

  test('is a row of lists where each line is one', async () => {
    write('one.jsonl', JSON.stringify({ tokens: ['The', 'whale'], tags: ['DET', 'NOUN'] }))
    expect(await rows('one.jsonl', 'json')).toEqual([{ tokens: 'The whale', tags: 'DET NOUN' }])
  })

  test('with several lists of rows says that only the first was read', async () => {
    write('one-list.json', JSON.stringify({ data: wanted, about: { authors: [{ name: 'a' }] }, ids: [1] }))
    expect(await rows('one-list.json', 'json')).toEqual(wanted)
    expect(warnings()).toEqual([])
    write('splits.json', JSON.stringify({ train: wanted, test: [{ text: 'x' }] }))
    expect(await rows('splits.json', 'json')).toEqual(wanted)
    expect(warnings()[0]).toContain('several lists of rows; only the first was read')
  })
})

describe('NaN and Infinity, as Python writes them', () => {
  const python = [
    '{"text": "NaN is \\"no\\" number", "score": NaN}',
    '{"text": "-Infinity", "score": -Infinity}',
    '{"text": "b", "score": 1}',
  ]
  const found = [
    { text: 'NaN is "no" number', score: '' },
    { text: '-Infinity', score: '' },
    { text: 'b', score: '1' },
  ]
  test.each([
    ['lines.jsonl', python.join('\n')],
    ['list.json', `[${python.join(', ')}]`],
    ['table.json', '{"text": ["a", "NaN"], "score": [NaN, 1]}'],
  ])('are nothing: %s', async (name, content) => {
    write(name, content)
    const columns = [
      { text: 'a', score: '' },
      { text: 'NaN', score: '1' },
    ]
    expect(await rows(name, 'json')).toEqual(name === 'table.json' ? columns : found)
  })

  test('are invalid elsewhere', async () => {
    write('broken.jsonl', '{"text": "a", NaN: 1}\n{"text": "b"}')
    expect(await problem('broken.jsonl', 'json')).toMatchObject({ code: 'bad-lines' })
  })
})

test('a text in parts, as messengers export it, is joined', async () => {
  const parts = ['See ', { type: 'link', text: 'https://a.b' }, ', and ', { type: 'bold', text: 'hurry' }]
  write('chat.json', JSON.stringify({ messages: [{ text: parts }, { text: ['a', { text: 'b' }] }] }))
  expect(await rows('chat.json', 'json')).toEqual([
    { text: 'See https://a.b, and hurry' },
    { text: '["a",{"text":"b"}]' },
  ])
})
