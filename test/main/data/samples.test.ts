import { expect, test } from 'vitest'
import { readSample, unpackSample } from '../../../main/data/rows/samples.ts'

const rowsOf = async (name: string) => unpackSample(await readSample(name))

test('every answer of the sample questions occurs where its row says, and nowhere else', async () => {
  const rows = await rowsOf('questions')
  expect(rows).toHaveLength(5000)
  for (const { context = '', answer = '', start } of rows) {
    expect(context.slice(Number(start), Number(start) + answer.length)).toBe(answer)
    expect(context.split(answer)).toHaveLength(2)
  }
})

test('every word of the sample sentences has one of fourteen part-of-speech tags', async () => {
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

test('words are pronounced in the 39 phonemes of ARPAbet, and every vowel has its stress', async () => {
  const vowels = 'AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW'.split(' ')
  const consonants = 'B CH D DH F G HH JH K L M N NG P R S SH T TH V W Y Z ZH'.split(' ')
  const known = [...consonants, ...vowels.flatMap(vowel => ['0', '1', '2'].map(stress => vowel + stress))]
  const rows = await rowsOf('pronounce')
  expect(rows).toHaveLength(124_095)
  const found = new Set(rows.flatMap(({ target = '' }) => target.split(' ')))
  expect([...found].sort()).toEqual(known.sort())
})
