import { expect, test } from 'vitest'
import { readSample, unpackSample } from '../../../main/data/samples.ts'

const rowsOf = async (name: string) => unpackSample(await readSample(name))

test('every answer of the sample questions stands where its row says, and nowhere else', async () => {
  const rows = await rowsOf('questions')
  expect(rows).toHaveLength(5000)
  for (const { context = '', answer = '', start } of rows) {
    expect(context.slice(Number(start), Number(start) + answer.length)).toBe(answer)
    expect(context.split(answer)).toHaveLength(2)
  }
})

test('every word of the sample sentences has one kind, of fourteen', async () => {
  const rows = await rowsOf('tags')
  const kinds = new Set<string>()
  for (const { tokens = '', tags = '' } of rows) {
    expect(tags.split(' ')).toHaveLength(tokens.split(' ').length)
    for (const tag of tags.split(' ')) kinds.add(tag)
  }
  expect([...kinds].sort()).toEqual('ADJ ADP ADV CCONJ DET NOUN NUM PART PRON PROPN PUNCT SCONJ VERB X'.split(' '))
})

test.each(['fr', 'de', 'zh'])('phrases in English and %s are short, different, and come once', async language => {
  const rows = await rowsOf(`phrases-${language}`)
  expect(new Set(rows.map(({ source }) => source)).size).toBe(rows.length)
  for (const { source = '', target = '' } of rows) {
    expect(source.length).toBeLessThanOrEqual(80)
    expect(target).not.toMatch(/^$|&&|\t/)
    expect(target).not.toBe(source)
  }
})
