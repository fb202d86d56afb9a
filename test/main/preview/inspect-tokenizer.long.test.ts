import { expect, test } from 'vitest'
import type { TokenizerInspection } from '../../../core/preview/tokenizer-inspection.ts'
import { makePreview } from '../../../main/preview/make-preview.ts'
import { batches, newFolder } from '../data/pipeline.ts'

const asking = { rows: 1, step: 0, batching: { batchSize: 4, accumulate: 1, seed: 1 } }

const look = async (tokenizer: string, params: Record<string, unknown>, text: string, search = '') => {
  const { tokens } = batches(['sample-text'], [tokenizer, params], ['shift-tokens'])
  const looking = { text, search, first: 0, count: 20 }
  return (await makePreview({
    home: newFolder(),
    flow: { kind: 'tokens', value: tokens },
    ...asking,
    looking,
  })) as TokenizerInspection
}

test('a text is shown as its tokens, each with the characters it stands for', async () => {
  const text = 'the 👍🏽 whale <mask>'
  const { tokens, size, data } = await look('wordpiece-tokenizer', { size: 1000 }, text)
  expect(size).toBe(1000)
  expect(tokens.map(({ from, to, kind }) => [text.slice(from, to), kind])).toEqual([
    ['the', 'piece'],
    ['👍🏽', 'unknown'],
    ['whale', 'piece'],
    [' <mask>', 'special'],
  ])
  expect(data.tokens / data.words).toBeGreaterThan(1)
  expect(data.unknown).toBe(0)
}, 60_000)

test('how well it fits is told of the text and of the data', async () => {
  const { typed, data } = await look('byte-tokenizer', {}, '我们学习 语言')
  expect(typed).toEqual({ tokens: 19, words: 3, bytes: 19, unknown: 0 })
  expect(data.tokens).toBe(data.bytes)
}, 60_000)

test('the vocabulary can be searched, and says of which pieces each was joined', async () => {
  const { pieces, found } = await look('bpe-tokenizer', { size: 2000 }, '', 'whale')
  expect(found).toBe(pieces.length)
  const whale = pieces.find(({ text }) => text === ' whale')
  expect(whale?.joined?.join('')).toBe('Ġwhale')
  expect(pieces.every(({ text }) => text.toLowerCase().includes('whale'))).toBe(true)
}, 60_000)
