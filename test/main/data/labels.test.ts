import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { prepareData } from '../../../main/data/tokens/prepare-data.ts'
import { batches, blocks, contents, newFolder, planOf } from './pipeline.ts'

const prepared = (path: string, labels: string) =>
  prepareData(
    planOf(batches(['labels-file', { path, labels }], ['bpe-tokenizer', { size: 300 }], ['label-texts']), 2),
    {
      home: newFolder(),
      blocks,
      report: () => {},
    },
  )

function file(...lines: readonly string[]): string {
  const path = join(newFolder(), 'labels.tsv')
  writeFileSync(path, lines.join('\n'))
  return path
}

const texts = ['spam\tbuy now buy now', 'ham\tsee you at lunch then', '', 'spam\tbuy cheap things now, now']

describe('texts with labels', () => {
  test('store labels as indices in the list, and no tokenizer is trained on labels', async () => {
    const { train } = await prepared(file(...texts), 'ham, spam')
    expect([...contents(train.columns.label).ids]).toEqual([1, 0, 1])
    expect(train.columns.text?.rows).toBe(3)
  })

  test('another list of labels means other tokens, not the cached ones', async () => {
    const path = file(...texts)
    expect([...contents((await prepared(path, 'ham, spam')).train.columns.label).ids]).toEqual([1, 0, 1])
    expect([...contents((await prepared(path, 'spam, ham')).train.columns.label).ids]).toEqual([0, 1, 0])
  })

  test('with a label that is not listed are a problem that names it', async () => {
    await expect(prepared(file(...texts, 'eggs\tfried'), 'ham, spam')).rejects.toThrow('the label “eggs”')
  })

  test('without a label are a problem that names the line', async () => {
    await expect(prepared(file(...texts, 'no label here'), 'ham, spam')).rejects.toThrow('Line 5')
  })

  test('with a single label in the training split are a problem, whatever the list says', async () => {
    const lines = Array.from({ length: 9 }, (_, i) => `${i < 7 ? 'spam' : 'ham'}\tText number ${i} is here.`)
    const source = ['labels-file', { path: file(...lines), labels: 'ham, spam' }] as const
    const of = (how: string) =>
      planOf(batches(source, ['split', { how, share: 0.2 }], ['bpe-tokenizer', { size: 300 }], ['label-texts']), 2)
    const home = newFolder()
    const refused = await prepareData(of('end'), { home, blocks, report: () => {} }).catch(error => error)
    expect(refused.problems?.[0]).toMatchObject({ code: 'one-label', param: 'labels' })
    expect(refused.problems?.[0].message.zh).toContain('“spam”')
    await expect(prepareData(of('alike'), { home, blocks, report: () => {} })).resolves.toBeDefined()
  })

  test('with a single label are a problem', () => {
    expect(() => batches(['labels-file', { path: '/x', labels: 'spam' }])).toThrow('at least two labels')
  })
})
