import { expect, test } from 'vitest'
import { beamSearch } from '../../../core/predict/beam-search.ts'
import { greedyDecoding, type NextTokenScorer } from '../../../core/predict/decoding-options.ts'
import { generate, sampleIndex } from '../../../core/predict/generate.ts'
import { topProbabilities } from '../../../core/predict/probabilities.ts'
import { createRandom } from '../../../core/random.ts'

/** After token t, token t + 1 is likeliest, and t + 2 next; there are six. */
const counting: NextTokenScorer = async texts =>
  texts.map(text => {
    const after = text.at(-1) as number
    return Float32Array.from({ length: 6 }, (_, id) => (id === (after + 1) % 6 ? 2 : id === (after + 2) % 6 ? 1 : 0))
  })
const greedy = { ...greedyDecoding, seed: 0 }

test('writing ends at an end token, which is given too, or at the wanted length', async () => {
  expect(await generate(counting, [0], greedy, { length: 9, ends: [3] })).toEqual([1, 2, 3])
  expect(await generate(counting, [0], greedy, { length: 2, ends: [3] })).toEqual([1, 2])
  expect(await generate(counting, [0], greedy, { length: 9, ends: [4, 2] })).toEqual([1, 2])
})

test('an end waits until the text is long enough, and can be forced', async () => {
  expect(await generate(counting, [0], greedy, { length: 9, ends: [1], atLeast: 2 })).toEqual([2, 3, 4, 5, 0, 1])
  expect(await generate(counting, [0], greedy, { length: 3, ends: [5], last: [5] })).toEqual([1, 2, 5])
  expect(await generate(counting, [0], greedy, { length: 2, ends: [], first: 4 })).toEqual([4, 5])
})

test('banned tokens are not written, and writing stops where nothing is allowed', async () => {
  expect(await generate(counting, [0], greedy, { length: 3, ends: [], banned: [1] })).toEqual([2, 3, 4])
  expect(await generate(counting, [0], greedy, { length: 3, ends: [], banned: [0, 1, 2, 3, 4, 5] })).toEqual([])
})

test('the same seed writes the same, another seed something else', async () => {
  const by = (seed: number) =>
    generate(
      counting,
      [0],
      { ...greedyDecoding, temperature: 1, topK: 3, topP: 0.95, minP: 0.01, seed },
      { length: 20, ends: [] },
    )
  expect(await by(1)).toEqual(await by(1))
  expect(await by(2)).not.toEqual(await by(1))
})

test('ids are drawn as often as their scores say', () => {
  const chance = createRandom(3)
  const counts = new Float64Array(3)
  const scores = Float32Array.from([Math.log(0.5), Math.log(0.2), Math.log(0.3)])
  for (let i = 0; i < 20_000; i++) {
    const id = sampleIndex(scores, chance) as number
    counts[id] = (counts[id] as number) + 1
  }
  for (const [id, share] of [0.5, 0.2, 0.3].entries()) expect((counts[id] as number) / 20_000).toBeCloseTo(share, 1)
})

test('the likeliest ids come with the share of all scores, banned ones left out', () => {
  const scores = Float32Array.from([Math.log(0.5), Math.log(0.3), Math.log(0.2)])
  expect(topProbabilities(scores, 2, [0]).map(({ id, probability }) => [id, Math.round(probability * 10)])).toEqual([
    [1, 3],
    [2, 2],
  ])
})

test('beam search finds the likelier whole behind a less likely beginning', async () => {
  // 1 is likelier at first (0.6), but then everything is unlikely; after 2 comes 3 for sure
  const shares: Record<string, readonly number[]> = { 0: [0, 0.6, 0.4, 0], 1: [0.4, 0.3, 0.3, 0], 2: [0, 0, 0, 1] }
  const score: NextTokenScorer = async texts =>
    texts.map(text => Float32Array.from(shares[text.at(-1) as number] ?? [0.25, 0.25, 0.25, 0.25], Math.log))
  const how = { ...greedyDecoding, beams: 2, lengthPenalty: 1, earlyStopping: false } as const
  const [best] = await beamSearch(score, [0], how, { length: 2, ends: [] })
  expect(best?.written).toEqual([2, 3])
  expect(best?.score).toBeCloseTo(Math.log(0.4) / 2, 5)
  expect(await generate(score, [0], greedy, { length: 2, ends: [] })).toEqual([1, 0])
})

test('a length penalty of 0 takes the likeliest text, a higher one a longer text', async () => {
  // 1 ends the text at once (0.5); 2 goes on for sure to an end, but comes first with 0.4 only
  const shares: Record<string, readonly number[]> = { 0: [0, 0.5, 0.4, 0.1], 2: [0, 1, 0, 0], 3: [0, 1, 0, 0] }
  const score: NextTokenScorer = async texts =>
    texts.map(text => Float32Array.from(shares[text.at(-1) as number] as readonly number[], Math.log))
  const written = (lengthPenalty: number) =>
    generate(score, [0], { ...greedy, beams: 2, lengthPenalty }, { length: 5, ends: [1] })
  expect(await written(0)).toEqual([1]) // log 0.5 > log 0.4
  expect(await written(1)).toEqual([2, 1]) // log 0.5 < log 0.4 / 2
})

test('beam search stops at any of several end tokens and keeps as many texts as it follows', async () => {
  const how = { ...greedyDecoding, beams: 3, lengthPenalty: 0, earlyStopping: true } as const
  const found = await beamSearch(counting, [0], how, { length: 9, ends: [2, 3] })
  expect(found.length).toBe(3)
  for (const { written } of found) expect([2, 3]).toContain(written.at(-1))
})

test('a scorer is told which text of the call before each text continues', async () => {
  const seen: (readonly (readonly number[])[])[] = []
  const remembering: NextTokenScorer = async (texts, parents) => {
    const before = seen.at(-1)
    for (const [i, text] of texts.entries()) if (before) expect(text.slice(0, -1)).toEqual(before[parents[i] as number])
    seen.push(texts)
    return counting(texts, parents)
  }
  const how = { ...greedyDecoding, beams: 4, lengthPenalty: 1, earlyStopping: 'never' } as const
  await beamSearch(remembering, [0, 1], how, { length: 6, ends: [5] })
  expect(seen.length).toBeGreaterThan(2)
})
