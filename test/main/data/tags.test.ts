import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { marksOf } from '../../../core/batch.ts'
import { prepare } from '../../../main/data/prepare.ts'
import { batches, blocks, contents, newFolder, planOf } from './pipeline.ts'

const prepared = (path: string, labels = 'DET, NOUN, PUNCT, VERB', size = 300) =>
  prepare(planOf(batches(['tags-file', { path, labels }], ['bpe-tokenizer', { size }], ['tag-tokens']), 2), {
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
    const starts = [...tokens.marks].filter(mark => mark & marksOf.word)
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
