import { afterAll, describe, expect, test } from 'vitest'
import { namedParameters } from '../../../core/nn/module.ts'
import type { ModelConfig, Network } from '../../../core/nn/network.ts'
import { greedyDecoding } from '../../../core/predict/decoding-options.ts'
import { generate, generateBatch } from '../../../core/predict/generate.ts'
import { createRandom } from '../../../core/random.ts'
import { initializeParameter } from '../../../core/train/initialize-parameter.ts'
import { createIncrementalDecoder } from '../../../main/engine/inference/decoding/incremental-decoder.ts'
import { incrementalScore } from '../../../main/engine/inference/decoding/incremental-score.ts'
import { recomputedScore } from '../../../main/engine/inference/decoding/recomputed-score.ts'
import { createScorer } from '../../../main/engine/inference/decoding/scorer.ts'
import { createProgramCache } from '../../../main/engine/onnx/program-cache.ts'
import { bart } from '../../../nodes/model/bart.ts'
import { bert } from '../../../nodes/model/bert.ts'
import { gpt2 } from '../../../nodes/model/gpt2.ts'
import { llama } from '../../../nodes/model/llama.ts'
import { lstm } from '../../../nodes/model/lstm.ts'
import { marian } from '../../../nodes/model/marian.ts'
import { t5 } from '../../../nodes/model/t5.ts'
import { fixture } from '../../nodes/model/fixture.ts'

interface Trained {
  readonly network: Network
  readonly weights: ReadonlyMap<string, Float32Array>
  readonly pad: number
  readonly source: readonly number[] | undefined
}

/** A family's network with a fixture's weights. */
const trained = (name: string, build: (config: ModelConfig) => Network) => (): Trained => {
  const { config, weights } = fixture(name)
  const values = new Map([...weights].map(([key, { data }]) => [key, data]))
  const source = config.is_encoder_decoder ? [5, 9, 14, 3, 7] : undefined
  return { network: build(config), weights: values, pad: config.pad_token_id as number, source }
}

/** An LSTM with weights made by chance. */
const untrained = (attention: object, bidirectional: boolean) => (): Trained => {
  const network = lstm({
    model_type: 'lstm',
    vocab_size: 40,
    embedding_size: 12,
    hidden_size: 16,
    num_layers: 2,
    bidirectional,
    ...attention,
    dropout: 0,
    initializer_range: 0.5,
    pad_token_id: 0,
  })
  const weights = [...namedParameters(network.parts)].map(([name, tensor], i) => {
    const values = new Float32Array(tensor.size)
    initializeParameter(tensor, values, 1, i)
    return [name, values] as const
  })
  return { network, weights: new Map(weights), pad: 0, source: [5, 9, 14, 3, 7] }
}

const families: readonly (readonly [string, () => Trained])[] = [
  ['GPT-2', trained('gpt2_clm', gpt2)],
  ['GPT-3 style', trained('gpt2_clm', config => gpt2({ ...config, attention_window: 3 }))],
  ['LLaMA', trained('llama_gqa_clm', llama)],
  ['T5 1.0', trained('t5v10_s2s', t5)],
  ['T5 1.1', trained('t5v11_s2s', t5)],
  ['BART', trained('bart_s2s', bart)],
  ['Marian', trained('marian_s2s', marian)],
  ['LSTM with Luong’s attention', untrained({ attention: 'luong' }, true)],
  ['LSTM with Luong’s attention and input feeding', untrained({ attention: 'luong', input_feeding: true }, true)],
  ['LSTM with Luong’s attention by concatenation', untrained({ attention: 'luong', attention_score: 'concat' }, true)],
  ['LSTM with Luong’s attention, direct', untrained({ attention: 'luong', attention_score: 'dot' }, false)],
  ['LSTM with Bahdanau’s attention', untrained({ attention: 'bahdanau' }, false)],
]
const limit = 16

function setUp(make: () => Trained) {
  const { network, weights, pad, source } = make()
  return {
    network,
    source,
    pad,
    programs: createProgramCache(weights),
    scores: createScorer(network, weights, limit, pad),
  }
}

const farthest = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((most, x, i) => Math.max(most, Math.abs(x - (b[i] as number))), a.length === b.length ? 0 : 1e9)

describe.each(families)('%s', (_, make) => {
  const { network, source, pad, programs, scores } = setUp(make)
  const options = { programs, limit, pad, sources: source && { texts: [source], limit } }
  const { int } = createRandom(4)
  const text = Array.from({ length: limit }, () => 3 + int(20))
  const anew = recomputedScore(scores, source && [source])
  const known = () => incrementalScore(network, options) ?? expect.unreachable('it has a memory')
  afterAll(() => Promise.all([programs.release(), scores.release()]))

  test('gives the same scores token by token as when it reads everything anew', async () => {
    const score = known()
    for (let length = 1; length <= limit; length++) {
      const seen = text.slice(0, length)
      const [got] = await score([seen], length > 1 ? [0] : [])
      const [wanted] = await anew([seen], [])
      expect(farthest(got as Float32Array, wanted as Float32Array)).toBeLessThan(1e-5)
    }
  })

  test('remembers the same of a text read whole as of one read token by token', async () => {
    const reading = createIncrementalDecoder(network, options) ?? expect.unreachable('it has a memory')
    const whole = await reading.prefill([text.slice(0, 11)], source ? [0] : [])
    let parts = await reading.prefill([text.slice(0, 1)], source ? [0] : [])
    for (let place = 1; place < 11; place++)
      parts = await reading.decodeNext(parts.state, [text[place] as number], place)
    expect(farthest(parts.scores[0] as Float32Array, whole.scores[0] as Float32Array)).toBeLessThan(1e-5)
    const [a, b] = [await reading.decodeNext(parts.state, [6], 11), await reading.decodeNext(whole.state, [6], 11)]
    expect(farthest(a.scores[0] as Float32Array, b.scores[0] as Float32Array)).toBeLessThan(1e-5)
  })

  test('follows several texts, in whatever order they continue those before', async () => {
    const score = known()
    let texts: (readonly number[])[] = [text.slice(0, 3)]
    await score(texts, [])
    for (const parents of [
      [0, 0, 0],
      [2, 0, 1],
      [1, 1, 0, 2],
      [3, 2],
    ]) {
      texts = parents.map((parent, i) => [...(texts[parent] as readonly number[]), 4 + i])
      const got = await score(texts, parents)
      const wanted = await anew(texts, [])
      for (const [i, scores] of got.entries()) expect(farthest(scores, wanted[i] as Float32Array)).toBeLessThan(1e-5)
    }
  })

  test('follows texts from different sources as if each were alone, also when some have ended', async () => {
    const sources = source && [source, [7, 3], [4, 4, 8, 21, 6, 9, 3], [12]]
    const score =
      incrementalScore(network, { ...options, sources: sources && { texts: sources, limit } }) ?? expect.unreachable()
    const alone = recomputedScore(scores, sources)
    let texts: (readonly number[])[] = [4, 9, 6, 9].map(id => [text[0] as number, id])
    for (const parents of [[], [0, 1, 2, 3], [0, 2, 3], [0, 0, 1, 2, 2, 1], [5, 4, 3, 2], [1]]) {
      if (parents.length > 0) texts = parents.map((parent, i) => [...(texts[parent] as readonly number[]), 4 + i])
      const [got, wanted] = [await score(texts, parents), await alone(texts, parents)]
      expect(got.length).toBe(texts.length)
      for (const [i, scores] of got.entries()) expect(farthest(scores, wanted[i] as Float32Array)).toBeLessThan(1e-5)
    }
  })

  test('writes many texts side by side as it writes each alone', async () => {
    const { next, int } = createRandom(9)
    const starts = Array.from({ length: 11 }, () => [text[0] as number, 3 + int(20)])
    const sources = source && starts.map(() => Array.from({ length: 1 + Math.floor(9 * next()) }, () => 3 + int(20)))
    const from = (texts: typeof sources) =>
      incrementalScore(network, { ...options, sources: texts && { texts, limit } }) ?? expect.unreachable()
    for (const beams of [1, 3]) {
      const how = { ...greedyDecoding, beams, seed: 0 }
      const bounds = { length: 8, ends: [5, 11, 14, 17] }
      const together = await generateBatch(from(sources), starts, how, bounds)
      for (const [i, start] of starts.entries())
        expect(together[i]).toEqual(await generate(from(sources && [sources[i] as number[]]), start, how, bounds))
    }
  })

  test('forgets the older half of a text that has become too long', async () => {
    const score = known()
    await score([text], [])
    const longer = [...text, 8]
    const [got] = await score([longer], [0])
    const [wanted] = await anew([longer.slice(-limit / 2)], [])
    expect(farthest(got as Float32Array, wanted as Float32Array)).toBeLessThan(1e-5)
    const [next] = await score([[...longer, 9]], [0])
    const [wantedNext] = await anew([[...longer, 9].slice(-limit / 2 - 1)], [])
    expect(farthest(next as Float32Array, wantedNext as Float32Array)).toBeLessThan(1e-5)
  })
})

test('a network that sees everything at once has no memory', async () => {
  const { network, programs, pad } = setUp(trained('bert_mlm', bert))
  expect(incrementalScore(network, { programs, limit, pad })).toBeUndefined()
})
