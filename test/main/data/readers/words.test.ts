import { describe, expect, test } from 'vitest'
import { boundaryMarks } from '../../../../core/data/batch.ts'
import { inspectTable } from '../../../../main/data/inspect/inspect-table.ts'
import { prepareData } from '../../../../main/data/tokens/prepare-data.ts'
import { batches, blocks, contents, newFolder, planOf } from '../pipeline.ts'
import { reading } from './reading.ts'

const { write, rows, problem, warnings } = reading()
const named = { named: { tokens: 'tokens', tags: 'tags' } }
const line = (tokens: unknown, tags: unknown) => `${JSON.stringify({ tokens, tags })}\n`

describe('lists of words and tags', () => {
  test.each([
    ['a space', 'New York'],
    ['a space that does not break', 'New\u00a0York'],
    ['a line break', 'New\nYork'],
    ['spaces around it', ' New  York '],
  ])('may hold a word with %s, which stays one word', async (_, word) => {
    write('words.jsonl', line([word, 'is', 'big'], ['LOC', 'O', 'O']) + line([word], ['LOC']))
    expect(await rows('words.jsonl', 'json', named)).toEqual([
      { tokens: 'New\u00a0York is big', tags: 'LOC O O' },
      { tokens: 'New\u00a0York', tags: 'LOC' },
    ])
  })

  test('skip empty words with their tags, and report it', async () => {
    write('empty.jsonl', line(['', 'a', '\u00a0', 'b'], ['X', 'Y', 'Z', 'O']) + line(['', ''], ['O', 'O']))
    expect(await rows('empty.jsonl', 'json', named)).toEqual([{ tokens: 'a b', tags: 'Y O' }])
    expect(warnings()).toContain('2 empty or untagged words were skipped.')
  })

  test('must have the same length', async () => {
    write('unequal.jsonl', line(['New York', 'is'], ['LOC', 'O', 'O']))
    expect((await problem('unequal.jsonl', 'json', named))?.message.en).toBe('Row 1 has 2 words but 3 tags.')
  })

  test('name the tags that occur in them', async () => {
    const path = write('seen.jsonl', line(['New York', ''], ['LOC', '']) + line(['is', 'big'], ['O', 'O']))
    const { columns, first } = await inspectTable({ kind: 'files', path, format: 'json' })
    expect(columns.find(({ name }) => name === 'tags')?.words).toEqual(['LOC', 'O'])
    expect(first[0]?.tokens).toMatch(/^New York\s*$/)
  })

  test('become tokens word by word', async () => {
    const path = write('tokens.jsonl', line(['New York', 'is', 'big'], ['LOC', 'O', 'O']).repeat(4))
    const found = await inspectTable({ kind: 'files', path, format: 'json' })
    const plan = planOf(batches(['json-lines', { path, found }], ['bpe-tokenizer', { size: 300 }], ['tag-tokens']), 2)
    const { train, tokenizer } = await prepareData(plan, { home: newFolder(), blocks, report: () => {} })
    const { ids, marks } = contents(train.columns.tokens)
    expect(tokenizer.decode(ids)).toBe(' New York is big'.repeat(4))
    expect([...marks].filter(mark => mark & boundaryMarks.word)).toHaveLength(12)
  })

  test('are sentences with spaces between them where they are read as text', async () => {
    write('lists.jsonl', `${JSON.stringify({ text: ['One two.', 'Three.'] })}\n`)
    expect(await rows('lists.jsonl', 'json', { named: { text: 'text' } })).toEqual([{ text: 'One two. Three.' }])
  })
})
