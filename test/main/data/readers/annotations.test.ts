import { describe, expect, test } from 'vitest'
import { inspectTable } from '../../../../main/data/inspect/inspect-table.ts'
import { inferRowShape } from '../../../../nodes/data/columns/infer-columns.ts'
import { reading } from './reading.ts'

const { write, rows } = reading()
const named = { tokens: 'tokens', tags: 'tags' } as const
const lines = (...all: readonly unknown[]) => all.map(row => JSON.stringify(row)).join('\n')
const text = 'Ann Lee, of Oslo'
const sentence = { tokens: 'Ann Lee , of Oslo', tags: 'B-PER I-PER O O B-LOC' }

describe('stretches of a text that were marked by hand become words with tags', () => {
  test.each([
    [
      'doccano',
      {
        text,
        label: [
          [12, 16, 'LOC'],
          [0, 7, 'PER'],
        ],
      },
    ],
    [
      'doccano with relations',
      {
        text,
        entities: [
          { label: 'PER', start_offset: 0, end_offset: 7 },
          { label: 'LOC', start_offset: 12, end_offset: 16 },
        ],
      },
    ],
    [
      'Prodigy',
      {
        text,
        tokens: [{ text: 'Ann', start: 0 }],
        spans: [
          { start: 0, end: 7, label: 'PER' },
          { start: 12, end: 16, label: 'LOC' },
        ],
      },
    ],
    [
      'Label Studio',
      {
        data: { text },
        annotations: [
          {
            result: [
              { value: { start: 0, end: 7, text: 'Ann Lee', labels: ['PER'] } },
              { value: { start: 12, end: 16, labels: ['LOC'] } },
            ],
          },
        ],
      },
    ],
  ])('%s', async (_, row) => {
    const path = write('marked.jsonl', lines(row, row))
    expect(inferRowShape((await inspectTable({ kind: 'files', path, format: 'json' })).columns)).toBe('tags')
    expect(await rows('marked.jsonl', 'json', { named })).toEqual([sentence, sentence])
  })

  test('CLUENER, which lists them by tag and text', async () => {
    const marked = { text: '叶老桂在浙商银行', label: { name: { 叶老桂: [[0, 2]] }, company: { 浙商银行: [[4, 7]] } } }
    write('cluener.json', lines(marked, { text: '没有', label: {} }, { text: 'a', label: { other: { b: 1 } } }))
    const [first, second] = await rows('cluener.json', 'json', { named })
    expect(first?.tags).toMatch(/^B-name(?: I-name)* O B-company(?: I-company)*$/)
    expect(second).toEqual({ tokens: '没有', tags: 'O' })
  })

  test('and texts without any are read, too', async () => {
    write('some.jsonl', lines({ text: 'Nobody.', label: [] }, { text, label: [[0, 3, 'first name']] }))
    expect(await rows('some.jsonl', 'json', { named })).toEqual([
      { tokens: 'Nobody .', tags: 'O O' },
      { tokens: 'Ann Lee , of Oslo', tags: 'B-first_name O O O O' },
    ])
  })

  test('within words and after letters that Python counts once', async () => {
    const label = [[2, 4, 'X']]
    write('inside.jsonl', lines({ text: '🐳 abcd', label }, { text: 'abcd', label }))
    expect(await rows('inside.jsonl', 'json', { named })).toEqual([
      { tokens: '🐳 ab cd', tags: 'O B-X O' },
      { tokens: 'ab cd', tags: 'O B-X' },
    ])
  })
})

test('what a whole text was judged to be is its label, in Label Studio', async () => {
  const judged = (choice: string) => ({
    data: { review: choice },
    annotations: [{ result: [{ value: { choices: [choice] } }] }],
  })
  const skipped = { data: { review: 'so' }, annotations: [{ result: [] }] }
  write('judged.json', JSON.stringify([judged('good'), judged('bad'), skipped]))
  expect((await rows('judged.json', 'json')).map(({ label }) => label)).toEqual(['good', 'bad', undefined])
})

test('labels that are lists of words or of something else stay as they are', async () => {
  write('plain.jsonl', lines({ text: 'a', label: ['pos'] }, { text: 'b', label: [['pos', 1]] }))
  expect(await rows('plain.jsonl', 'json')).toEqual([
    { text: 'a', label: 'pos' },
    { text: 'b', label: '[["pos",1]]' },
  ])
})
