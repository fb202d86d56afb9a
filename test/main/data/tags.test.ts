import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { boundaryMarks } from '../../../core/data/batch.ts'
import { inspectTable } from '../../../main/data/inspect/inspect-table.ts'
import { rawRows } from '../../../main/data/rows/read-files.ts'
import { prepareData } from '../../../main/data/tokens/prepare-data.ts'
import { batches, blocks, contents, newFolder, planOf } from './pipeline.ts'

const prepared = (path: string, labels = 'DET, NOUN, PUNCT, VERB', size = 300) =>
  prepareData(planOf(batches(['tags-file', { path, labels }], ['bpe-tokenizer', { size }], ['tag-tokens']), 2), {
    home: newFolder(),
    blocks,
    report: () => {},
  })

function file(...lines: readonly string[]): string {
  const path = join(newFolder(), 'tags.tsv')
  writeFileSync(path, lines.join('\n'))
  return path
}

const whale = ['The\tDET', 'whale\tNOUN', 'sank\tVERB', '.\tPUNCT']
const two = ['# a remark', ...whale, '', '', 'Unwhalelike\tNOUN', 'whale\tNOUN']

describe('words with tags', () => {
  test('make a sentence up to an empty line; each word has a tag and starts at its first token', async () => {
    const { train, tokenizer } = await prepared(file(...two))
    const [tokens, tags] = [contents(train.columns.tokens), contents(train.columns.tags)]
    expect(tags.starts).toEqual([0, 4, 6])
    expect([...tags.ids]).toEqual([0, 1, 3, 2, 1, 1])
    const starts = [...tokens.marks].filter(mark => mark & boundaryMarks.word)
    expect(starts).toHaveLength(6)
    expect(tokens.ids.length).toBeGreaterThan(6) // some words are several tokens
    expect(tokenizer.decode(tokens.ids)).toBe(' The whale sank . Unwhalelike whale')
  })

  test('are cut into the same tokens wherever they stand, and names of special tokens are words too', async () => {
    const { tokenizer } = await prepared(file(...two))
    const alone = ['whale', 'The', '<mask>', "don't"].map(word => [...tokenizer.encodeWords([word]).ids])
    expect([...tokenizer.encodeWords(['whale', 'The', '<mask>', "don't"]).ids]).toEqual(alone.flat())
    expect([...tokenizer.encode(' whale')]).toEqual(alone[0])
    expect(alone[2]).not.toContain(tokenizer.vocabulary.mask)
  })

  test.each([
    ['without a tag', 'sank'],
    ['with two tags', 'sank\tVERB\tVBD'],
    ['with a space inside', 'New York\tNOUN'],
  ])('%s are a problem that names the line', async (_, line) => {
    await expect(prepared(file(...whale, line))).rejects.toThrow('Line 5')
  })

  test('with a tag that nobody named are a problem that names it', async () => {
    await expect(prepared(file(...whale, 'quickly\tADV'))).rejects.toThrow('“ADV”')
  })

  test('teach the tokenizer their words and not their tags', async () => {
    const text = Array.from({ length: 30 }, () => whale).flatMap(sentence => [...sentence, ''])
    const { tokenizer } = await prepared(file(...text), 'DET, NOUN, PUNCT, VERB', 304)
    const pieces = Object.keys((JSON.parse(tokenizer.json) as { model: { vocab: object } }).model.vocab)
    expect(pieces).toContain('Ġwhale')
    expect(pieces.filter(piece => /^Ġ?(DET|NOUN|NO|VERB|PUNCT)$/.test(piece))).toEqual([])
  })
})

describe('files of sentences with a tag for each word', () => {
  const rows = async (...lines: readonly string[]) => {
    const source = { kind: 'files', path: file(...lines), format: 'tags' } as const
    return Array.fromAsync(rawRows(source, { report: () => {} }))
  }

  test('may be those of CoNLL-2003: the first cell is the word and the last its tag', async () => {
    const lines = [
      '-DOCSTART- -X- -X- O',
      '',
      'EU NNP B-NP B-ORG',
      'rejects VBZ B-VP O',
      '',
      '1 CD B-NP O',
      '2 CD I-NP O',
    ]
    expect(await rows(...lines)).toEqual([
      { tokens: 'EU rejects', tags: 'B-ORG O' },
      { tokens: '1 2', tags: 'O O' },
    ])
  })

  test('may be those of Universal Dependencies: parts of words and what is not written are no words', async () => {
    const line = (id: string, word: string, tag: string) => `${id}\t${word}\t_\t${tag}\t_\t_\t_\t_\t_\t_`
    const whole = [
      line('1-2', "don't", '_'),
      line('1', 'do', 'AUX'),
      line('2', "n't", 'PART'),
      line('2.1', 'go', 'VERB'),
    ]
    expect(await rows('# sent_id = 1', ...whole, '', line('1', 'Go', 'VERB'))).toEqual([
      { tokens: "do n't", tags: 'AUX PART' },
      { tokens: 'Go', tags: 'VERB' },
    ])
  })

  test('may number their words', async () => {
    expect(await rows('1\tA\tDET', '2\twhale\tNOUN', '', '1\tGo\tVERB')).toEqual([
      { tokens: 'A whale', tags: 'DET NOUN' },
      { tokens: 'Go', tags: 'VERB' },
    ])
  })

  test('give the tags that occur, where none are listed', async () => {
    const path = file('EU B-ORG', 'sank O', '', 'Ahab B-PER', 'went O')
    const found = await inspectTable({ kind: 'files', path, format: 'tags' })
    const { tokens } = batches(['tags-file', { path, found }], ['bpe-tokenizer'], ['tag-tokens'])
    expect(tokens.rows.labels).toEqual(['B-ORG', 'B-PER', 'O'])
  })
})
