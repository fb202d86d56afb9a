import { expect, test } from 'vitest'
import { readSample, unpackSample } from '../../../main/data/rows/samples.ts'
import sampleTags from '../../../nodes/data/sample-tags.ts'

test('the sample names exactly the kinds of words that occur in it', async () => {
  const { rows } = sampleTags.compile({} as never, {} as never) as { rows: { labels: string[] } }
  const sentences = await unpackSample(await readSample('tags'))
  const occurring = new Set(sentences.flatMap(({ tags = '' }) => tags.split(' ')))
  expect(rows.labels).toEqual([...occurring].sort())
})
