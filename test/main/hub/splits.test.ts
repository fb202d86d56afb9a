import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cardConfigs } from '../../../main/hub/card-configs.ts'
import { dataSplits } from '../../../main/hub/data-splits.ts'

interface Layout {
  readonly name: string
  readonly files: readonly string[]
  readonly card?: unknown
  readonly splits: readonly unknown[]
  readonly default?: string
}

const fixture = join(import.meta.dirname, '../../fixtures/hub/layouts.json')
const layouts: readonly Layout[] = JSON.parse(readFileSync(fixture, 'utf8'))

const splitsOf = (files: readonly string[], card?: unknown) =>
  dataSplits(
    files.map(path => ({ path, size: 1 })),
    cardConfigs(card),
  )

/** [config, split, files]; the order of these does not matter. */
const told = (files: readonly string[], card?: unknown) =>
  splitsOf(files, card).map(part => [part.config, part.split, part.files.map(({ path }) => path).sort()])

const sorted = (splits: readonly unknown[]) => splits.map(split => JSON.stringify(split)).sort()

describe('a version of a dataset has the configs and splits that Hugging Face’s datasets 5.2 finds in it', () => {
  test.each(layouts)('$name', ({ files, card, splits, default: first }) => {
    const found = told(files, card)
    expect(sorted(found)).toEqual(sorted(splits))
    if (first) expect(found[0]?.[0]).toBe(first)
  })
})

test('capitals do not matter, so that a TEST file is not learned from', () => {
  expect(told(['Train.csv', 'TEST.csv'])).toEqual([
    ['default', 'train', ['Train.csv']],
    ['default', 'test', ['TEST.csv']],
  ])
})

test('a card that names no file we read, or that says nonsense, is passed over for the names of the files', () => {
  const expected = [['default', 'train', ['train.csv']]]
  const configs = (...all: readonly unknown[]) => ({ configs: all })
  expect(told(['train.csv'], configs({ config_name: 'pictures', data_files: '*.png' }))).toEqual(expected)
  expect(told(['train.csv'], configs({ config_name: 'x', data_files: 7 }))).toEqual(expected)
  expect(told(['train.csv'], configs({ config_name: 'x', data_files: '[z-a].csv' }))).toEqual(expected)
  expect(told(['train.csv'], 'card')).toEqual(expected)
})

test('each config has the format of most of its files; what is no table is left out', () => {
  const card = {
    configs: [
      { config_name: 'a', data_dir: 'a' },
      { config_name: 2020, data_dir: './b/' },
    ],
  }
  const found = splitsOf(['a/train.parquet', 'a/notes.csv', 'b/train.jsonl', 'b/picture.png'], card)
  expect(found.map(({ config, format, files }) => [config, format, files.length])).toEqual([
    ['a', 'parquet', 1],
    ['2020', 'json', 1],
  ])
  expect(splitsOf(['model.bin', 'config.json'])).toEqual([])
})
