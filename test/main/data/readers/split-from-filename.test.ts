import { expect, test } from 'vitest'
import type { EngineReport } from '../../../../core/run/report.ts'
import { splitFromFilename } from '../../../../main/data/readers/files/split-from-filename.ts'
import { prepareTokens } from '../../../../main/data/tokens/prepare-data.ts'
import { batches, blocks, newFolder } from '../pipeline.ts'
import { reading } from './reading.ts'

test.each([
  ['/d', '/d/train.csv', 'train'],
  ['/d', '/d/reviews_dev.csv', 'validation'],
  ['/d', '/d/TEST.csv', 'test'],
  ['/d', '/d/eval/a.csv', 'test'],
  ['/d', '/d/test/train_1.csv', 'test'],
  ['/d', '/d/contest.csv', undefined],
  ['/test', '/test/a.csv', undefined],
  ['/test/a.csv', '/test/a.csv', undefined],
  ['/test/*.csv', '/test/valid.csv', 'validation'],
  ['/test.zip', '/test.zip › dev.csv', 'validation'],
])('of the source %s, the file %s is named after %s', (path, file, part) => {
  expect(splitFromFilename(path, file)).toBe(part)
})

test('files of a folder that are named after parts stay apart when the split goes by their names', async () => {
  const { folder, write } = reading()
  const table = (count: number, word: string) => `text\n${`a line of ${word}\n`.repeat(count)}`
  write('train.csv', table(40, 'learning'))
  write('valid.csv', table(7, 'looking'))
  write('deep/test/some.csv', table(5, 'proof'))
  const told: string[] = []
  const report = (said: EngineReport) => void (said.t === 'warn' && told.push(said.message.en))
  const rowsIn = async (how: string) => {
    const { tokens } = batches(
      ['csv-file', { path: folder }],
      ['split', { how }],
      ['bpe-tokenizer', { size: 300 }],
      ['shift-tokens', { length: 8 }],
    )
    const { train, validation, test: last } = await prepareTokens(tokens, { home: newFolder(), blocks, report })
    return [train, validation, last].map(({ columns }) => columns.text?.rows)
  }
  expect(await rowsIn('files')).toEqual([40, 7, 5])
  expect(told).toEqual([])
  expect(await rowsIn('spread')).toEqual([47, 5, 0])
  expect(told).toEqual([
    expect.stringMatching(/^1?\d rows from files named like a validation or test split .* are used for training/),
  ])
})
